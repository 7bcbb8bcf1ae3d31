import { css, html, svg, type TemplateResult } from "lit";
import { max, sum } from "d3-array";
import { area, curveMonotoneX, stack } from "d3-shape";
import { define } from "../lib/define";
import { Chart, type Table } from "./chart";

/** How one thing went; all have as many figures. */
export interface Course {
  name: string;
  figures: number[];
  /** Whether it is what is left of the others. */
  isRest?: boolean;
}

const HEIGHT = 220;
const FOOT = 20;

/** Courses upon each other, as parts of a whole that changes. */
export class Stream extends Chart {
  static override properties = { ...Chart.properties, courses: { attribute: false }, steps: { attribute: false }, line: {} };

  declare courses: Course[];
  /** The name of each step. */
  declare steps: string[];
  /** The summary. */
  declare line: string;

  constructor() {
    super();
    this.courses = [];
    this.steps = [];
    this.line = "";
  }

  protected get count(): number {
    return this.steps.length;
  }

  protected read(mark: number): string {
    const home = this.home!;
    const all = sum(this.courses, (course) => course.figures[mark] ?? 0);
    const parts = [...this.courses]
      .filter((course) => course.figures[mark])
      .sort((one, other) => other.figures[mark]! - one.figures[mark]!)
      .slice(0, 3)
      .map((course) => `${course.name} ${home.format.percent(course.figures[mark]! / all)}`);
    return `${this.steps[mark]}: ${parts.join(", ") || home.say("nothing_played")}`;
  }

  protected summary(): string {
    return this.line;
  }

  protected plot(): TemplateResult {
    const { width } = this;
    const marks = this.steps.map((_, mark) => mark);
    const layers = stack<number, number>()
      .keys(this.courses.map((_, course) => course))
      .value((mark, course) => this.courses[course]?.figures[mark] ?? 0)(marks);
    const most = max(layers.at(-1) ?? [], (point) => point[1]) || 1;
    const mirrored = this.home!.isRightToLeft;
    const x = (mark: number) => {
      const share = mark / Math.max(1, this.count - 1);
      return (mirrored ? 1 - share : share) * width;
    };
    const y = (value: number) => 4 + (1 - value / most) * (HEIGHT - FOOT - 4);
    const shape = area<[number, number]>()
      .x((_, mark) => x(mark))
      .y0(([from]) => y(from))
      .y1(([, until]) => y(until))
      .curve(curveMonotoneX);
    const every = Math.ceil(this.count / Math.max(1, Math.floor(width / 72)));
    const anchor = (mark: number) => (mark === (mirrored ? this.count - 1 : 0) ? "start" : mark === (mirrored ? 0 : this.count - 1) ? "end" : "middle");
    return html`
      <svg viewBox="0 0 ${width} ${HEIGHT}" style="height:${HEIGHT}px" aria-hidden="true">
        ${layers.map((layer, course) => svg`<path d=${shape([...layer] as [number, number][]) ?? ""} style="fill:${colour(this.courses[course]!, course)}"></path>`)}
        ${this.active === undefined ? "" : svg`<line x1=${x(this.active)} x2=${x(this.active)} y1="0" y2=${HEIGHT - FOOT}></line>`}
        ${marks.map((mark) => (mark % every === 0 ? svg`<text x=${x(mark)} y=${HEIGHT - 4} text-anchor=${anchor(mark)}>${this.steps[mark]}</text>` : ""))}
      </svg>
      <ul class="legend small" aria-hidden="true">
        ${this.courses.map((course, number) => html`<li><i style="background:${colour(course, number)}"></i><bdi>${course.name}</bdi></li>`)}
      </ul>
    `;
  }

  protected override markAt(event: MouseEvent): number | undefined {
    const last = this.count - 1;
    return last < 0 ? undefined : Math.max(0, Math.min(last, Math.round((this.across(event) / this.width) * last)));
  }

  protected table(): Table {
    const home = this.home!;
    return {
      head: [home.say("period"), ...this.courses.map((course) => course.name)],
      rows: this.steps.map((step, mark) => [step, ...this.courses.map((course) => home.format.number(course.figures[mark] ?? 0))]),
    };
  }

  static override styles = [
    ...Chart.styles,
    css`
      svg { overflow: hidden; }
      .plot path { stroke: var(--card); stroke-width: 1; }
      line { stroke: var(--ink); stroke-width: 1.5; }
      .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 8px; }
      .legend li { display: flex; align-items: center; gap: 6px; }
      .legend i { width: 10px; height: 10px; border-radius: 3px; }
    `,
  ];
}

/** Colours that neighbours tell apart, calm in light and dark. */
const COLOURS = ["#3f8fc4", "#e0a458", "#5fae8b", "#c8657f", "#8276c1", "#d5c35a", "#4fb3bf", "#b98ac9"];
/** Of whatever is left over. */
const REST = "color-mix(in srgb, var(--ink) 16%, var(--card))";

function colour({ isRest }: Course, number: number): string {
  return isRest ? REST : COLOURS[number % COLOURS.length]!;
}

define("spindle-stream", Stream);
