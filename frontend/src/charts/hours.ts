import { css, html, svg, type TemplateResult } from "lit";
import { max } from "d3-array";
import { define } from "../lib/define";
import { Chart, type Table } from "./chart";
import { column } from "./column";

const HOUR = 3600;
const HEIGHT = 96;
const FOOT = 18;

/** The hours of one day, over which a span can be brushed: dragged, or chosen with Shift. */
export class Hours extends Chart {
  static override properties = {
    ...Chart.properties,
    starts: { attribute: false },
    plays: { attribute: false },
    from: { type: Number },
    until: { type: Number },
    brush: { state: true },
  };

  /** Epoch seconds at which the hours with figures begin. */
  declare starts: number[];
  declare plays: number[];
  /** The span that is chosen, epoch seconds. */
  declare from: number | undefined;
  declare until: number | undefined;
  /** The first and the last mark of what is being brushed. */
  declare protected brush: [number, number] | undefined;

  #isBrushed = false;

  constructor() {
    super();
    this.starts = [];
    this.plays = [];
  }

  protected get count(): number {
    return this.starts.length;
  }

  protected read(mark: number): string {
    const home = this.home!;
    const [first, last] = this.brush ? ordered(this.brush) : [mark, mark];
    const count = this.plays.slice(first, last + 1).reduce((sum, plays) => sum + plays, 0);
    return home.say("hours_read", {
      from: home.format.time(this.starts[first]!),
      until: home.format.time(this.starts[last]! + HOUR),
      plays: home.count("plays", count),
    });
  }

  protected summary(): string {
    const home = this.home!;
    if (this.from && this.until) {
      return home.say("hours_chosen", { from: home.format.time(this.from), until: home.format.time(this.until) });
    }
    return home.say("hours_summary");
  }

  protected override pick(mark: number, isMore: boolean): unknown {
    const [first, last] = this.#chosen();
    this.#choose(isMore && first !== undefined ? [Math.min(first, mark), Math.max(last!, mark)] : [mark, mark]);
    return undefined;
  }

  protected plot(): TemplateResult {
    const most = max(this.plays) || 1;
    const step = this.width / Math.max(1, this.count);
    const mirrored = this.home!.isRightToLeft;
    const x = (at: number, size = 0) => (mirrored ? this.width - at - size : at);
    const [first, last] = this.brush ? ordered(this.brush) : this.#chosen();
    const every = step < 30 ? 6 : 3;
    const room = HEIGHT - FOOT - 4;
    const heights = this.starts.map((_, mark) => Math.max(2, ((this.plays[mark] ?? 0) / most) * room));
    const bars = (isMeant: (mark: number) => boolean) =>
      heights.map((height, mark) => (isMeant(mark) ? column(x(mark * step + 1.5, step - 3), HEIGHT - FOOT - height, step - 3, height, 3) : "")).join("");
    const isChosen = (mark: number) => first === undefined || (mark >= first && mark <= last!);
    const isEmpty = (mark: number) => !this.plays[mark];
    return html`
      <svg viewBox="0 0 ${this.width} ${HEIGHT}" style="height:${HEIGHT}px;touch-action:pan-y" aria-hidden="true"
        @pointerdown=${this.#begin} @pointermove=${this.#drag} @pointerup=${this.#end} @pointercancel=${() => (this.brush = undefined)}>
        ${this.active === undefined ? "" : svg`<rect class="reach" x=${x(this.active * step, step)} y="0" width=${step} height=${HEIGHT - FOOT}></rect>`}
        <path class="bar empty" d=${bars(isEmpty)}></path>
        <path class="bar" d=${bars((mark) => !isEmpty(mark) && isChosen(mark))}></path>
        <path class="bar other" d=${bars((mark) => !isEmpty(mark) && !isChosen(mark))}></path>
        ${this.starts.map((start, mark) =>
          mark % every === 0 ? svg`<text x=${x(mark * step + 2)} y=${HEIGHT - 2} text-anchor=${mirrored ? "end" : "start"}>${this.home!.format.time(start)}</text>` : "",
        )}
      </svg>
    `;
  }

  protected override markAt(event: MouseEvent): number | undefined {
    const isEndOfBrush = event.type === "click" && this.#isBrushed;
    return isEndOfBrush ? undefined : this.#at(event);
  }

  protected table(): Table {
    const home = this.home!;
    return {
      head: [home.say("hour"), home.say("plays")],
      rows: this.starts.map((start, mark) => [home.format.time(start), home.format.number(this.plays[mark] ?? 0)]),
    };
  }

  #chosen(): [number, number] | [undefined, undefined] {
    if (!this.from || !this.until) return [undefined, undefined];
    const last = this.starts.findIndex((start) => start + HOUR >= this.until!);
    return [this.starts.findIndex((start) => start + HOUR > this.from!), last < 0 ? this.count - 1 : last];
  }

  #begin = (event: PointerEvent): void => {
    this.#isBrushed = false;
    const mark = this.#at(event);
    if (mark === undefined) return;
    this.brush = [mark, mark];
  };

  #drag = (event: PointerEvent): void => {
    const mark = this.#at(event);
    if (!this.brush || mark === undefined || mark === this.brush[1]) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.brush = [this.brush[0], mark];
    this.active = mark;
  };

  #end = (): void => {
    const { brush } = this;
    this.brush = undefined;
    this.#isBrushed = brush !== undefined && brush[0] !== brush[1];
    if (this.#isBrushed) this.#choose(brush!);
  };

  /** Tells the span; the one that is chosen already is given up. */
  #choose(marks: [number, number]): void {
    const [first, last] = ordered(marks);
    const span = { start: this.starts[first]!, end: this.starts[last]! + HOUR };
    this.tell("spindle-span", span.start === this.from && span.end === this.until ? undefined : span);
  }

  #at(event: MouseEvent): number | undefined {
    const mark = Math.floor((this.across(event) * this.count) / this.width);
    return this.count ? Math.max(0, Math.min(this.count - 1, mark)) : undefined;
  }

  static override styles = [
    ...Chart.styles,
    css`
      .bar { fill: var(--accent); }
      .empty { fill: var(--ink); fill-opacity: 0.1; }
      .other { fill-opacity: 0.3; }
      .reach { fill: var(--ink); fill-opacity: 0.06; }
      @media (forced-colors: active) { .bar { fill: Highlight; } }
      .plot svg { cursor: col-resize; }
    `,
  ];
}

function ordered([one, other]: [number, number]): [number, number] {
  return one < other ? [one, other] : [other, one];
}

define("spindle-hours", Hours);
