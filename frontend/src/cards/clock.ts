import { html } from "lit";
import { Asked } from "../lib/asked";
import { Format } from "../lib/format";
import type { Home } from "../lib/home";
import { addressOf, go } from "../lib/place";
import { bone } from "../parts/skeleton";
import type { Drawn, Samples } from "./card";
import { ChartCard } from "./chart-card";
import { form } from "./form";

interface Told {
  answers: { clock: { plays: number[] } };
}

/** The week as a record. */
export class ClockCard extends ChartCard<Told> {
  protected readonly asked = new Asked<Told>(this, () => ({
    type: "spindle/insights",
    questions: ["clock"],
    period: this.period,
  }));

  protected load = () => import("../charts/clock");
  protected heading = (home: Home) => home.say("clock");
  protected isEmpty = ({ answers }: Told) => !answers.clock.plays.some(Boolean);
  protected sample = (samples: Samples): Told => samples.clock();

  // As high as the record with its hours, which are wider where they say am and pm. Before it is
  // told whose locale counts, that is as the page's language has it.
  protected skeleton = (): Drawn => {
    const { hour12 } = new Format(this.locale ?? { language: document.documentElement.lang || "en" }, "");
    return bone("min(100%, 304px)", "auto", `aspect-ratio:${hour12 ? 292 : 252}/252;margin:0 auto;clip-path:circle(41.3% at 50%)`);
  };

  protected content(home: Home, { answers }: Told): Drawn {
    const heading = this.config?.title || this.heading(home);
    const pick = ({ detail }: CustomEvent<{ hour: number }>) => go(addressOf("history", { hour: detail.hour }));
    return this.drawn(() => html`<spindle-clock .home=${home} .heading=${heading} .plays=${answers.clock.plays} @spindle-pick=${pick}></spindle-clock>`);
  }

  static getConfigForm = () => form("title", "period");
  static getStubConfig = () => ({ period: "last_30_days" });
  getCardSize = () => 8;
  getGridOptions = () => ({ columns: 6, min_columns: 6, min_rows: 5 });
}
