import { css, html, type CSSResultGroup } from "lit";
import type { Kinds, TopRow } from "../answers";
import { Asked } from "../lib/asked";
import type { Home } from "../lib/home";
import { addressOf } from "../lib/place";
import { ranking, rankingStyles } from "../parts/ranking";
import { bones } from "../parts/skeleton";
import { Card, type CardConfig, type Drawn, type Samples } from "./card";
import { counted, form } from "./form";

interface Told {
  rows: TopRow[];
}

/** The leaders of a chart. */
export class TopCard extends Card<Told, CardConfig & { kind?: Kinds; count?: number }> {
  protected readonly asked = new Asked<Told>(this, () => ({ type: "spindle/top", kind: this.#kind, period: this.period, limit: this.#count }));

  get #kind(): Kinds {
    return this.config?.kind ?? "artists";
  }

  get #count(): number {
    return counted(this.config?.count, 5);
  }

  protected heading = (home: Home) => home.words.of("top", this.#kind);
  protected override aside = (home: Home | undefined) => html`<span class="small soft">${home?.words.of("period", this.period)}</span>`;
  protected isEmpty = ({ rows }: Told) => !rows.length;
  protected sample = (samples: Samples, home: Home): Told => samples.top(home, this.#kind);
  protected skeleton = (): Drawn => bones(this.#count, this.#kind === "artists" ? 54 : 60);

  protected content(home: Home, { rows }: Told): Drawn {
    const kind = this.#kind;
    return html`
      ${this.head()}
      ${rows.length
        ? ranking(home, rows, { kind, towards: `${addressOf("top", { kind, period: this.period })}&open=` })
        : html`<p class="soft">${home.say("nothing_played")}</p>`}
    `;
  }

  static override styles: CSSResultGroup = [
    Card.styles,
    rankingStyles,
    css`
      @container card (max-width: 260px) { .rank, .move { display: none; } }
    `,
  ];
  static getConfigForm = () => form("title", "kind", "period", "count");
  static getStubConfig = () => ({ kind: "artists", period: "last_30_days", count: 5 });
  getCardSize = () => 2 + this.#count;
  getGridOptions = () => ({ columns: 6, min_columns: 6, min_rows: 3 });
}
