import { css, html, svg, type PropertyValues, type TemplateResult } from "lit";
import { utcDay, utcMonday, utcSunday, utcSaturday, utcMonth, type CountableTimeInterval } from "d3-time";
import { define } from "../lib/define";
import { dateOf, isoOf } from "../lib/format";
import { Chart, type Table } from "./chart";
import { ranked, shades, STEPS } from "./strength";

const DAYS = 7;
/** Pixels from one day to the next: as many as fit, and enough to be met by a finger or a mouse. */
const LEAST_PITCH = 14;
const MOST_PITCH = 22;
const GAP = 3;
const CORNER = 3;
const LEFT = 34;
const TOP = 18;
const YEAR = 53;
const NARROW = 320;

/** The year as a calendar: a column for each week, a square for each day. */
export class Calendar extends Chart {
  static override properties = { ...Chart.properties, first: {}, plays: { attribute: false }, today: {}, fits: { type: Boolean } };

  /** The day of the first figure, an ISO date. */
  declare first: string | null;
  declare plays: number[];
  /** The last day that is drawn, an ISO date. */
  declare today: string;
  /** Whether only as many weeks are drawn as there is room for; else what does not fit is scrolled to. */
  declare fits: boolean;

  constructor() {
    super();
    this.first = null;
    this.plays = [];
    this.today = "";
    this.fits = false;
  }

  /** Without a heading of its own it says what is drawn. */
  protected override get named(): string {
    const [weeks, home] = [this.#weeks, this.home!];
    return this.heading || (weeks < YEAR ? home.say("calendar_weeks", { count: home.format.number(weeks) }) : home.say("calendar"));
  }

  protected get count(): number {
    return utcDay.count(this.#start(), dateOf(this.today)) + 1;
  }

  protected override start(): number {
    return this.count - 1;
  }

  protected override step(from: number, across: number, down: number): number {
    return from + across * DAYS + down;
  }

  protected read(mark: number): string {
    const home = this.home!;
    return home.say("day_read", { day: this.#said(mark), plays: home.count("plays", this.#figure(mark)) });
  }

  protected summary(): string {
    const home = this.home!;
    const figures = this.#figures();
    const most = Math.max(0, ...figures);
    if (!most) return home.say("nothing_played");
    return home.say("calendar_summary", { day: this.#said(figures.indexOf(most)), plays: home.count("plays", most) });
  }

  protected override pick(mark: number): unknown {
    return { day: this.#day(mark) };
  }

  protected plot(): TemplateResult {
    const { format, say } = { format: this.home!.format, say: this.home!.say.bind(this.home) };
    const start = this.#start();
    const [pitch, fall] = [this.#pitch, this.#fall];
    const cell = fall - GAP;
    const width = this.#weeks * pitch;
    const sized = (across: number) => `width:${across}px;height:${this.#height()}`;
    const months = utcMonth.range(start, dateOf(this.today)).map((month) => ({
      week: Math.ceil(utcDay.count(start, month) / DAYS),
      name: format.day(isoOf(month), "month"),
    }));
    const mirrored = this.home!.isRightToLeft;
    const anchor = mirrored ? "end" : "start";
    const x = (at: number, size = 0) => (mirrored ? width - at - size : at);
    const figures = this.#figures();
    const square = (mark: number) => {
      const [left, top] = [x(Math.floor(mark / DAYS) * pitch, cell), TOP + (mark % DAYS) * fall];
      const side = cell - 2 * CORNER;
      return `M${left + CORNER},${top}h${side}q${CORNER},0 ${CORNER},${CORNER}v${side}q0,${CORNER} ${-CORNER},${CORNER}h${-side}q${-CORNER},0 ${-CORNER},${-CORNER}v${-side}q0,${-CORNER} ${CORNER},${-CORNER}z`;
    };
    return html`
      <div class="year" aria-hidden="true">
        <div class="names">
          <svg style=${sized(LEFT)}>
            ${[0, 2, 4].map((row) => {
              const name = format.weekday((row + format.firstWeekday) % DAYS, "short");
              return svg`<text x=${mirrored ? LEFT : 0} y=${TOP + row * fall + cell / 2 + 4} text-anchor=${anchor}>${name}</text>`;
            })}
          </svg>
        </div>
        <svg class="days" viewBox="0 0 ${width} ${TOP + DAYS * fall}" style=${sized(width)}>
          ${months
            .filter(({ week }) => week < this.#weeks - 1)
            .map(({ week, name }) => svg`<text class="month" x=${x(week * pitch)} y="10" text-anchor=${anchor}>${name}</text>`)}
          ${shades(figures, square, ranked(figures))} ${this.active === undefined ? "" : svg`<path class="active" d=${square(this.active)}></path>`}
        </svg>
      </div>
      <p class="legend small soft" aria-hidden="true">
        ${say("less")}
        ${Array.from({ length: STEPS + 1 }, (_, step) => html`<i style=${step ? `opacity:${step / STEPS}` : "background:var(--ink);opacity:.06"}></i>`)}
        ${say("more")}
      </p>
    `;
  }

  protected override markAt({ clientX, clientY }: MouseEvent): number | undefined {
    const box = this.renderRoot.querySelector(".days")?.getBoundingClientRect();
    if (!box) return undefined;
    const across = this.home!.isRightToLeft ? box.right - clientX : clientX - box.x;
    const [week, row] = [Math.floor(across / this.#pitch), Math.floor((clientY - box.y - TOP) / this.#fall)];
    const mark = week * DAYS + row;
    return week < 0 || row < 0 || row >= DAYS || mark >= this.count ? undefined : mark;
  }

  /** As the style sheet would work it out: the room is right before the width has been measured. */
  #height(): string {
    return `calc(${TOP}px + ${DAYS} * clamp(${LEAST_PITCH}px, (100cqi - ${LEFT}px) / ${YEAR}, ${MOST_PITCH}px))`;
  }

  get #weeks(): number {
    return this.fits ? this.#fitting : YEAR;
  }

  /** How many weeks are seen at a time. */
  get #fitting(): number {
    return Math.max(1, Math.min(YEAR, Math.floor((this.width - LEFT) / LEAST_PITCH)));
  }

  /** From one day to the next. */
  get #fall(): number {
    return Math.max(LEAST_PITCH, Math.min(MOST_PITCH, (this.width - LEFT) / YEAR));
  }

  /** From one week to the next: where not all are seen, those that are take up all there is. */
  get #pitch(): number {
    return this.#fitting < YEAR ? (this.width - LEFT) / this.#fitting : this.#fall;
  }

  protected table(): Table {
    const format = this.home!.format;
    const days = Array.from({ length: DAYS }, (_, row) => (row + format.firstWeekday) % DAYS);
    const weeks = Array.from({ length: this.#weeks }, (_, week) => week).reverse();
    return {
      head: [this.home!.say("week_from"), ...days.map((day) => format.weekday(day, "short"))],
      rows: weeks.map((week) => [
        format.day(this.#day(week * DAYS), "short"),
        ...days.map((_, row) => (week * DAYS + row < this.count ? format.number(this.#figure(week * DAYS + row)) : "")),
      ]),
    };
  }

  /** Where it does not fit, the latest weeks are those that are seen. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has("active")) this.renderRoot.querySelector(".active")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!changed.has("plays") && !changed.has("isTable") && !changed.has("width")) return;
    if (LEFT + this.#weeks * this.#pitch <= this.width) return;
    // Only where it is needed, and in its turn: it makes the browser lay the page out at once.
    requestAnimationFrame(() => {
      const plot = this.renderRoot.querySelector(".plot");
      if (plot) plot.scrollLeft = this.home?.isRightToLeft ? -plot.scrollWidth : plot.scrollWidth;
      this.#showWholeNames();
    });
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener("scroll", this.#showWholeNames, { capture: true, passive: true });
  }

  /** What the edge, or the names of the days, would cut through is not shown until it has been scrolled in. */
  #showWholeNames = (): void => {
    const edge = this.renderRoot.querySelector(".plot")?.getBoundingClientRect();
    if (!edge) return;
    const [from, until] = this.home?.isRightToLeft ? [edge.left, edge.right - LEFT] : [edge.left + LEFT, edge.right];
    const names = [...this.renderRoot.querySelectorAll<SVGTextElement>(".month")];
    const boxes = names.map((name) => name.getBoundingClientRect());
    names.forEach(({ style }, place) => {
      const { left, right } = boxes[place]!;
      style.visibility = left >= from && right <= until ? "" : "hidden";
    });
  };

  #start(): Date {
    return utcDay.offset(this.#week().floor(dateOf(this.today)), -DAYS * (this.#weeks - 1));
  }

  #week(): CountableTimeInterval {
    const first = this.home?.format.firstWeekday;
    return first === 6 ? utcSunday : first === 5 ? utcSaturday : utcMonday;
  }

  #day(mark: number): string {
    return isoOf(utcDay.offset(this.#start(), mark));
  }

  /** Writes a day, in full where there is room. */
  #said(mark: number): string {
    return this.home!.format.day(this.#day(mark), this.width < NARROW ? "short" : "long");
  }

  #figures(): number[] {
    return Array.from({ length: this.count }, (_, mark) => this.#figure(mark));
  }

  #figure(mark: number): number {
    if (!this.first) return 0;
    return this.plays[utcDay.count(dateOf(this.first), utcDay.offset(this.#start(), mark))] ?? 0;
  }

  static override styles = [
    ...Chart.styles,
    css`
      .plot { overflow-x: auto; overflow-y: hidden; scrollbar-width: none; scroll-padding-inline-start: 38px; padding: 2px; margin: -2px; }
      .year { display: flex; width: max-content; }
      svg { overflow: hidden; flex: none; }
      /* It covers what is scrolled away up to the very edge. */
      .names { position: sticky; inset-inline: -2px; flex: none; margin-inline-start: -2px; padding-inline-start: 2px; background: var(--card); }
      .shade { cursor: pointer; }
      .legend { position: sticky; inset-inline: 0; display: flex; align-items: center; justify-content: flex-end; gap: 4px; margin-top: 8px; }
      .legend i { width: 12px; height: 12px; border-radius: 3px; background: var(--accent); }
    `,
  ];
}

define("spindle-calendar", Calendar);
