import { html } from "lit";
import { Asked } from "../lib/asked";
import type { Home } from "../lib/home";
import { addressOf, go } from "../lib/place";
import { bone } from "../parts/skeleton";
import type { Drawn, Samples } from "./card";
import { ChartCard } from "./chart-card";
import { form } from "./form";

interface Told {
  answers: { heat_map: { first: string | null; plays: number[] } };
}

/** As much of the year as there is room for, day by day. */
export class CalendarCard extends ChartCard<Told> {
  protected readonly asked = new Asked<Told>(this, () => ({
    type: "spindle/insights",
    questions: ["heat_map"],
    period: "last_365_days",
  }));

  protected load = () => import("../charts/calendar");
  protected isEmpty = ({ answers }: Told) => !answers.heat_map.plays.some(Boolean);
  protected sample = (samples: Samples): Told => samples.calendar();
  /** The chart has one of its own, which says how many weeks there is room for. */
  protected heading = (home: Home) => (this.refusal ? home.say("calendar") : "");

  protected skeleton = (): Drawn => bone("100%", "calc(42px + 7 * clamp(14px, (100cqi - 34px) / 53, 22px))");

  protected content(home: Home, { answers }: Told): Drawn {
    const { first, plays } = answers.heat_map;
    const heading = this.config?.title ?? "";
    const today = home.format.dayOf(Date.now() / 1000);
    const pick = ({ detail }: CustomEvent<{ day: string }>) => go(addressOf("history", { day: detail.day }));
    return this.drawn(
      () =>
        html`<spindle-calendar fits .home=${home} .heading=${heading} .first=${first} .plays=${plays} .today=${today} @spindle-pick=${pick}></spindle-calendar>`,
    );
  }

  static getConfigForm = () => form("title");
  static getStubConfig = () => ({});
  getCardSize = () => 5;
  getGridOptions = () => ({ columns: 12, min_columns: 6, min_rows: 4 });
}
