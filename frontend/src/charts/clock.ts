import { css, html, svg, type TemplateResult } from "lit";
import { define } from "../lib/define";
import { Chart, type Table } from "./chart";
import { shades } from "./strength";

const HOURS = 24;
const DAYS = 7;
const HEIGHT = 252;
const OUTER = 104;
const GROOVE = 10.4;
const LABEL = OUTER - DAYS * GROOVE;
const TURN = 2 * Math.PI;
/** Between two grooves, between two hours of one, and how round their corners are. */
const LAND = 0.7;
const GAP = 0.8;
const CORNER = 1.6;
const MARKS = DAYS * HOURS;

let drawn: string[] | undefined;

/** Gives every sector of the record, ring by ring from the outside: the same in every clock. */
function sectors(): string[] {
  return (drawn ??= Array.from({ length: MARKS }, (_, mark) => sector(Math.floor(mark / HOURS), mark % HOURS)));
}

/** Outlines an hour of a groove by its four corners. */
function sector(ring: number, hour: number): string {
  const outer = OUTER - ring * GROOVE;
  const inner = outer - GROOVE + LAND;
  const at = (radius: number, end: 0 | 1, inset = 0): string => {
    const angle = ((hour + end) / HOURS) * TURN + ((end ? -1 : 1) * (GAP / 2 + inset)) / radius;
    return `${(radius * Math.sin(angle)).toFixed(2)},${(-radius * Math.cos(angle)).toFixed(2)}`;
  };
  return (
    `M${at(outer, 0, CORNER)}A${outer},${outer} 0 0 1 ${at(outer, 1, CORNER)}Q${at(outer, 1)} ${at(outer - CORNER, 1)}` +
    `L${at(inner + CORNER, 1)}Q${at(inner, 1)} ${at(inner, 1, CORNER)}A${inner},${inner} 0 0 0 ${at(inner, 0, CORNER)}` +
    `Q${at(inner, 0)} ${at(inner + CORNER, 0)}L${at(outer - CORNER, 0)}Q${at(outer, 0)} ${at(outer, 0, CORNER)}Z`
  );
}

/** The week as a record: a groove for each weekday, a turn for the day's 24 hours. */
export class WeekClock extends Chart {
  static override properties = { ...Chart.properties, plays: { attribute: false } };

  /** 168 figures, an hour of the week each; the first is Monday's from midnight. */
  declare plays: number[];

  constructor() {
    super();
    this.plays = [];
  }

  protected get count(): number {
    return MARKS;
  }

  protected override start(): number {
    return this.#strongest() ?? 0;
  }

  protected override step(from: number, across: number, down: number): number {
    const hour = (from + across + HOURS) % HOURS;
    const ring = Math.max(0, Math.min(DAYS - 1, Math.floor(from / HOURS) + down));
    return ring * HOURS + hour;
  }

  protected read(mark: number): string {
    const { say, format, count } = this.#words();
    return say("clock_read", {
      day: format.weekday(this.#weekday(mark)),
      hour: format.hour(mark % HOURS),
      plays: count("plays", this.#figure(mark)),
    });
  }

  protected summary(): string {
    const mark = this.#strongest();
    const { say, format } = this.#words();
    if (mark === undefined) return say("nothing_played");
    return say("clock_summary", { day: format.weekday(this.#weekday(mark)), hour: format.hour(mark % HOURS) });
  }

  protected plot(): TemplateResult {
    const outlines = sectors();
    const figures = outlines.map((_, mark) => this.#figure(mark));
    const { format } = this.#words();
    return html`
      <svg viewBox=${format.hour12 ? `-146 -126 292 ${HEIGHT}` : `-126 -126 252 ${HEIGHT}`} aria-hidden="true">
        <circle class="disc" r=${OUTER + 5}></circle>
        ${shades(figures, (mark) => outlines[mark]!)}
        ${this.active === undefined ? "" : svg`<path class="active" d=${outlines[this.active]!}></path>`}
        <circle class="label" r=${LABEL - 5}></circle>
        <circle class="ring" r=${LABEL - 11}></circle>
        <circle class="hole" r="3.2"></circle>
        ${[0, 6, 12, 18].map((hour) => {
          const [x, y] = [Math.sin((hour / HOURS) * TURN), -Math.cos((hour / HOURS) * TURN)];
          const anchor = x > 0.5 ? "start" : x < -0.5 ? "end" : "middle";
          return svg`<text x=${x * 112} y=${y * 116 + 4} text-anchor=${anchor}>${format.hour12 ? format.hour(hour) : hour}</text>`;
        })}
      </svg>
    `;
  }

  /** An hour of the week, counted from Monday's midnight; one in which nothing was played leads nowhere. */
  protected override pick(mark: number): { hour: number } | undefined {
    return this.#figure(mark) ? { hour: this.#weekday(mark) * HOURS + (mark % HOURS) } : undefined;
  }

  protected override markAt({ clientX, clientY }: MouseEvent): number | undefined {
    const box = this.renderRoot.querySelector(".plot svg")?.getBoundingClientRect();
    if (!box) return undefined;
    const scale = HEIGHT / box.height;
    const [x, y] = [(clientX - box.x - box.width / 2) * scale, (clientY - box.y - box.height / 2) * scale];
    const ring = Math.floor((OUTER - Math.hypot(x, y)) / GROOVE);
    if (ring < 0 || ring >= DAYS) return undefined;
    return ring * HOURS + Math.floor(((Math.atan2(x, -y) / TURN + 1) % 1) * HOURS);
  }

  protected table(): Table {
    const { format, say } = this.#words();
    const days = Array.from({ length: DAYS }, (_, ring) => this.#weekday(ring * HOURS));
    return {
      head: [say("hour"), ...days.map((day) => format.weekday(day, "short"))],
      rows: Array.from({ length: HOURS }, (_, hour) => [
        format.hour(hour),
        ...days.map((day) => format.number(this.plays[day * HOURS + hour] ?? 0)),
      ]),
    };
  }

  /** The weekday of a mark's ring, 0 is Monday: the week's first day is outermost. */
  #weekday(mark: number): number {
    return (Math.floor(mark / HOURS) + (this.home?.format.firstWeekday ?? 0)) % DAYS;
  }

  #figure(mark: number): number {
    return this.plays[this.#weekday(mark) * HOURS + (mark % HOURS)] ?? 0;
  }

  #strongest(): number | undefined {
    const figures = Array.from({ length: MARKS }, (_, mark) => this.#figure(mark));
    const most = Math.max(...figures);
    return most > 0 ? figures.indexOf(most) : undefined;
  }

  #words() {
    const home = this.home!;
    return { format: home.format, say: home.say.bind(home), count: home.count.bind(home) };
  }

  static override styles = [
    ...Chart.styles,
    css`
      /* Where the room is low, the record is smaller. */
      :host { display: flex; flex-direction: column; height: 100%; }
      .plot { flex: 0 1 auto; min-height: 0; width: 100%; max-width: 304px; margin: 0 auto; }
      svg { max-height: 100%; }
      .disc { fill: none; stroke: var(--line); }
      .label { fill: var(--accent); fill-opacity: 0.9; }
      .ring { fill: none; stroke: var(--card); stroke-opacity: 0.35; }
      .hole { fill: var(--card); }
    `,
  ];
}

define("spindle-clock", WeekClock);
