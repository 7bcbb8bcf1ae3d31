import { css, html, type CSSResultGroup, type TemplateResult } from "lit";
import type { HeatMap, Insights } from "../answers";
import { Asked } from "../lib/asked";
import { addressOf, go } from "../lib/place";
import { Card } from "./card";
import { form } from "./form";

/** The year, day by day. */
export class CalendarCard extends Card {
  readonly #asked = new Asked<Insights<{ heat_map: HeatMap }>>(this, () => ({
    type: "spindle/insights",
    questions: ["heat_map"],
    period: "last_365_days",
  }));

  override connectedCallback(): void {
    super.connectedCallback();
    void import("../charts/calendar");
  }

  protected override get refusal() {
    return this.#asked.value ? undefined : this.#asked.answer.refusal;
  }

  protected override get height(): string {
    return "var(--height)";
  }

  protected content(): TemplateResult {
    const home = this.home!;
    const today = home.format.dayOf(Date.now() / 1000);
    const nothing = { first: null, plays: [] };
    const { first, plays } = this.#asked.value?.answers.heat_map ?? this.samples?.calendar() ?? nothing;
    const heading = this.config?.title || home.say("calendar");
    const pick = ({ detail }: CustomEvent<{ day: string }>) => go(addressOf("history", { day: detail.day }));
    return html`<spindle-calendar .home=${home} .heading=${heading} .first=${first} .plays=${plays} .today=${today} @spindle-pick=${pick}></spindle-calendar>`;
  }

  static override styles: CSSResultGroup = [
    Card.styles,
    css`
      :host { --height: 208px; }
      @media (pointer: coarse) { :host { --height: 216px; } }
      /* Its own file comes later. */
      spindle-calendar { display: block; min-height: var(--height); }
    `,
  ];
  static getConfigForm = () => form("title");
  static getStubConfig = () => ({});
  getGridOptions = () => ({ columns: 12, min_columns: 6, min_rows: 4 });
}
