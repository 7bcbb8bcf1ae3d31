import { html, type CSSResultGroup, type TemplateResult } from "lit";
import type { Kinds, Top } from "../answers";
import { Asked } from "../lib/asked";
import { addressOf } from "../lib/place";
import { ranking, rankingStyles } from "../parts/ranking";
import { bones } from "../parts/skeleton";
import { Card, type CardConfig } from "./card";
import { form } from "./form";

interface TopConfig extends CardConfig {
  kind?: Kinds;
  count?: number;
}

/** The leaders of a chart. */
export class TopCard extends Card<TopConfig> {
  readonly #asked = new Asked<Top>(this, () => ({ type: "spindle/top", kind: this.#kind, period: this.period, limit: this.#count }));

  get #kind(): Kinds {
    return this.config?.kind ?? "artists";
  }

  get #count(): number {
    return Math.max(1, Math.min(20, this.config?.count ?? 5));
  }

  protected override get refusal() {
    return this.#asked.value ? undefined : this.#asked.answer.refusal;
  }

  /** Pixels of a place. */
  get #row(): number {
    return this.#kind === "artists" ? 54 : 60;
  }

  protected override get height(): string {
    return `${40 + this.#count * this.#row}px`;
  }

  protected content(): TemplateResult {
    const home = this.home!;
    const kind = this.#kind;
    const rows = this.#asked.value?.rows ?? this.samples?.top();
    return html`
      <div class="head">
        <h2>${this.config?.title || home.words.of("top", kind)}</h2>
        <span class="small soft">${home.words.of("period", this.period)}</span>
      </div>
      ${!rows
        ? html`<div class="bones">${bones(this.#count, this.#row)}</div>`
        : rows.length
          ? ranking(home, rows, { kind, towards: `${addressOf("top", { kind, period: this.period })}&open=` })
          : html`<p class="soft">${home.say("nothing_played")}</p>`}
    `;
  }

  static override styles: CSSResultGroup = [Card.styles, rankingStyles];
  static getConfigForm = () => form("title", "kind", "period", "count");
  static getStubConfig = () => ({ kind: "artists", period: "last_30_days", count: 5 });
  getGridOptions = () => ({ columns: 6, min_columns: 6, min_rows: 3 });
}
