import { css, html, type CSSResultGroup, type TemplateResult } from "lit";
import type { Recent } from "../answers";
import { Asked } from "../lib/asked";
import { addressOf } from "../lib/place";
import { nowPlaying, nowPlayingStyles } from "../parts/now-playing";
import { playRow, playRowStyles } from "../parts/play-row";
import { bones } from "../parts/skeleton";
import { Card, type CardConfig } from "./card";
import { form } from "./form";

/** Pixels of a play. */
const ROW = 56;

interface RecentConfig extends CardConfig {
  count?: number;
}

/** What plays, with the moment at which it counts, and what was heard just now. */
export class RecentCard extends Card<RecentConfig> {
  readonly #asked = new Asked<Recent>(this, () => ({ type: "spindle/recent", limit: this.#count }));

  get #count(): number {
    return Math.max(1, Math.min(20, this.config?.count ?? 4));
  }

  protected override get refusal() {
    return this.#asked.value ? undefined : this.#asked.answer.refusal;
  }

  protected override get height(): string {
    return `${(this.config?.title ? 40 : 0) + 98 + this.#count * ROW}px`;
  }

  protected content(): TemplateResult {
    const home = this.home!;
    const samples = this.#asked.value ? undefined : this.samples;
    const rooms = samples?.rooms() ?? home.store.live?.rooms ?? [];
    const plays = this.#asked.value?.plays ?? samples?.plays();
    return html`
      ${this.config?.title ? html`<div class="head"><h2>${this.config.title}</h2></div>` : ""} ${nowPlaying(home, rooms)}
      ${plays ? html`<ul class="plays">${plays.map((play) => playRow(home, play))}</ul>` : html`<div class="plays bones">${bones(this.#count, ROW)}</div>`}
      <a class="small soft all" href=${addressOf("history")}>${home.say("show_all")}</a>
    `;
  }

  static override styles: CSSResultGroup = [
    Card.styles,
    nowPlayingStyles,
    playRowStyles,
    css`
      .plays { margin-top: 8px; }
      .all { display: inline-block; line-height: 24px; }
      .all:hover { text-decoration: underline; }
    `,
  ];
  static getConfigForm = () => form("title", "count");
  static getStubConfig = () => ({ count: 4 });
  getGridOptions = () => ({ columns: 12, min_columns: 6, min_rows: 3 });
}
