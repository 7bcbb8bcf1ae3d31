import { html, type TemplateResult } from "lit";
import type { Clock, Insights } from "../answers";
import { Asked } from "../lib/asked";
import { Card } from "./card";
import { form } from "./form";

/** The week as a record. */
export class ClockCard extends Card {
  readonly #asked = new Asked<Insights<{ clock: Clock }>>(this, () => ({
    type: "spindle/insights",
    questions: ["clock"],
    period: this.period,
  }));

  override connectedCallback(): void {
    super.connectedCallback();
    void import("../charts/clock");
  }

  protected override get refusal() {
    return this.#asked.value ? undefined : this.#asked.answer.refusal;
  }

  protected content(): TemplateResult {
    const plays = this.#asked.value?.answers.clock.plays ?? this.samples?.clock() ?? [];
    const heading = this.config?.title || this.home!.say("clock");
    return html`<spindle-clock .home=${this.home} .heading=${heading} .plays=${plays}></spindle-clock>`;
  }

  static getConfigForm = () => form("title", "period");
  static getStubConfig = () => ({ period: "last_30_days" });
  getGridOptions = () => ({ columns: 6, min_columns: 6, rows: 6, min_rows: 5 });
}
