import { css, html, svg, type TemplateResult } from "lit";
import { max, ticks } from "d3-array";
import { define } from "../lib/define";
import { Chart, type Table } from "./chart";
import { column } from "./column";

/** One bar. */
export interface Bar {
  /** Writes what is under the bar, where there is room … */
  short: () => string;
  /** … and what is in the line above the chart, and in the table: words are written when they are read. */
  long: () => string;
  value: number;
  /** What is picked with it. */
  detail?: unknown;
}

const LEFT = 36;
const BOTTOM = 20;

/** Figures in their order, as upright bars. */
export class Bars extends Chart {
  static override properties = {
    ...Chart.properties,
    bars: { attribute: false },
    told: { attribute: false },
    height: { type: Number },
    line: {},
  };

  declare bars: Bar[];
  /** Says what a bar stands for; plays, when it is not given. */
  declare told: ((bar: Bar) => string) | undefined;
  declare height: number;
  /** The summary; by itself it names the highest bar. */
  declare line: string | undefined;

  constructor() {
    super();
    this.bars = [];
    this.height = 200;
  }

  protected get count(): number {
    return this.bars.length;
  }

  protected read(mark: number): string {
    const bar = this.bars[mark];
    return bar ? `${bar.long()}: ${this.#told(bar)}` : "";
  }

  protected summary(): string {
    if (this.line) return this.line;
    const highest = this.bars.reduce<Bar | undefined>((best, bar) => (bar.value > (best?.value ?? 0) ? bar : best), undefined);
    if (!highest) return this.home!.say("nothing_played");
    return this.home!.say("bars_summary", { name: highest.long(), plays: this.#told(highest) });
  }

  protected override pick(mark: number): unknown {
    return this.bars[mark]?.detail;
  }

  protected plot(): TemplateResult {
    const width = this.width;
    const most = max(this.bars, (bar) => bar.value) || 1;
    const room = this.height - BOTTOM - 6;
    const step = (width - LEFT) / Math.max(1, this.bars.length);
    const thick = Math.min(step * 0.72, 40);
    const mirrored = this.home!.isRightToLeft;
    const x = (at: number, size = 0) => (mirrored ? width - at - size : at);
    const y = (value: number) => 6 + room * (1 - value / most);
    const every = Math.ceil(this.bars.length / Math.max(1, Math.floor((width - LEFT) / 56)));
    const format = this.home!.format;
    const upright = ({ value }: Bar, mark: number) => {
      const left = x(LEFT + mark * step + (step - thick) / 2, thick);
      return value ? column(left, y(value), thick, (value / most) * room, Math.min(4, thick / 3)) : "";
    };
    return html`
      <svg viewBox="0 0 ${width} ${this.height}" style="height:${this.height}px" aria-hidden="true">
        ${ticks(0, most, 3)
          .filter(Number.isInteger)
          .map(
            (tick) => svg`
              <line x1=${LEFT} x2=${width} y1=${y(tick)} y2=${y(tick)} transform=${mirrored ? `translate(${-LEFT})` : ""}></line>
              <text x=${x(LEFT - 8)} y=${y(tick) + 4} text-anchor=${mirrored ? "start" : "end"}>${format.number(tick)}</text>`,
          )}
        ${this.active === undefined ? "" : svg`<rect class="reach" x=${x(LEFT + this.active * step, step)} y="0" width=${step} height=${this.height - BOTTOM}></rect>`}
        <path class="bar" d=${this.bars.map(upright).join("")}></path>
        ${this.bars.map((bar, mark) =>
          mark % every === 0 ? svg`<text x=${x(LEFT + (mark + 0.5) * step)} y=${this.height - 5} text-anchor="middle">${bar.short()}</text>` : "",
        )}
      </svg>
    `;
  }

  protected override markAt(event: MouseEvent): number | undefined {
    const across = this.across(event);
    const mark = Math.floor(((across - LEFT) * this.count) / (this.width - LEFT));
    return mark >= 0 && mark < this.count ? mark : undefined;
  }

  protected table(): Table {
    return { head: [this.home!.say("period"), this.heading], rows: this.bars.map((bar) => [bar.long(), this.#told(bar)]) };
  }

  #told(bar: Bar): string {
    return this.told ? this.told(bar) : this.home!.count("plays", bar.value);
  }

  static override styles = [
    ...Chart.styles,
    css`
      line { stroke: var(--line); stroke-width: 1; shape-rendering: crispEdges; }
      .bar { fill: var(--accent); }
      .reach { fill: var(--ink); fill-opacity: 0.06; }
      @media (forced-colors: active) { .bar { fill: Highlight; } }
    `,
  ];
}

define("spindle-bars", Bars);
