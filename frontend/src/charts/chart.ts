import { css, html, type TemplateResult } from "lit";
import "../kit";
import { shared, SpindleElement } from "../lib/element";
import { icon } from "../parts/icon";

const CHART = "M9 17H7V10H9V17M13 17H11V7H13V17M17 17H15V13H17V17M19 19H5V5H19V19.1M19 3H5C3.9 3 3 3.9 3 5V19C3 20.1 3.9 21 5 21H19C20.1 21 21 20.1 21 19V5C21 3.9 20.1 3 19 3Z";
const TABLE =
  "M4,3H20A2,2 0 0,1 22,5V20A2,2 0 0,1 20,22H4A2,2 0 0,1 2,20V5A2,2 0 0,1 4,3M4,7V10H8V7H4M10,7V10H14V7H10M20,10V7H16V10H20M4,12V15H8V12H4M4,20H8V17H4V20M10,12V15H14V12H10M10,20H14V17H10V20M20,20V17H16V20H20M20,12H16V15H20V12Z";

/** A chart as rows and columns; the first column names the rows. */
export interface Table {
  head: string[];
  rows: string[][];
}

/**
 * The base of every chart: a heading, one line that says what is pointed at, the drawing or its
 * table.
 *
 * One tab stop; arrows go from mark to mark, Enter picks one. Picking a mark dispatches
 * `spindle-pick` with what it stands for.
 */
export abstract class Chart extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    heading: {},
    active: { state: true },
    width: { state: true },
    isTable: { state: true },
  };

  declare heading: string;
  declare protected active: number | undefined;
  declare protected isTable: boolean;
  /** Pixels that there are across, so that letters are as large in every chart. */
  declare protected width: number;

  readonly #observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    if (width) this.width = width;
  });

  constructor() {
    super();
    this.heading = "";
    this.width = 640;
    this.isTable = false;
  }

  /** What it is called. */
  protected get named(): string {
    return this.heading;
  }

  /** How many marks there are. */
  protected abstract get count(): number;
  /** Says what a mark stands for, in a line. */
  protected abstract read(mark: number): string;
  /** Says what the whole chart shows, in a line. */
  protected abstract summary(): string;
  protected abstract plot(): TemplateResult;
  protected abstract table(): Table;

  /** Gives the mark that an arrow leads to; both arrows of a side are one in most charts. */
  protected step(from: number, across: number, down: number): number {
    return from + across + down;
  }

  /** Gives what a mark stands for to whoever picks it, with Shift `isMore`; undefined when it cannot be. */
  protected pick(_mark: number, _isMore: boolean): unknown {
    return undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render(): TemplateResult {
    const { home } = this;
    if (!home) return html``;
    const toggle = home.say(this.isTable ? "as_chart" : "as_table");
    return html`
      <div class="head">
        <h2>${this.named}</h2>
        <slot name="tools"></slot>
        <button class="icon" title=${toggle} aria-label=${`${this.named}: ${toggle}`} @click=${this.#toggle}>
          ${icon(this.isTable ? CHART : TABLE)}
        </button>
      </div>
      <p class="read soft cut" aria-live="polite">${this.active === undefined ? this.summary() : this.read(this.active)}</p>
      ${this.isTable ? this.#tableOf(this.table()) : this.#plotted()}
    `;
  }

  #plotted(): TemplateResult {
    return html`
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-label="${this.named}. ${this.summary()}"
        aria-describedby="keys"
        @keydown=${this.#onKey}
        @blur=${() => (this.active = undefined)}
        @pointermove=${this.#onPointer}
        @pointerleave=${() => (this.active = undefined)}
        @click=${this.#onClick}
      >
        ${this.plot()}
      </div>
      <span id="keys" class="unseen">${this.home?.say("chart_keys")}</span>
    `;
  }

  #tableOf({ head, rows }: Table): TemplateResult {
    return html`
      <div class="table" tabindex="0" role="region" aria-label=${this.named}>
        <table>
          <thead>
            <tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr>
          </thead>
          <tbody>
            ${rows.map(
              ([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #toggle = (): void => {
    this.isTable = !this.isTable;
    this.active = undefined;
  };

  #onKey = (event: KeyboardEvent): void => {
    const side = this.home?.isRightToLeft ? -1 : 1;
    const ways: Record<string, [number, number] | undefined> = {
      ArrowRight: [side, 0],
      ArrowLeft: [-side, 0],
      ArrowDown: [0, 1],
      ArrowUp: [0, -1],
    };
    const way = ways[event.key];
    const last = this.count - 1;
    if (last < 0) return;
    if (way) this.active = this.active === undefined ? this.start() : clamp(this.step(this.active, ...way), last);
    else if (event.key === "Home") this.active = 0;
    else if (event.key === "End") this.active = last;
    else if (event.key === "Escape" && this.active !== undefined) this.active = undefined;
    else if ((event.key === "Enter" || event.key === " ") && this.active !== undefined) this.#picked(this.active, event.shiftKey);
    else return;
    event.preventDefault();
  };

  /** The mark at which the keyboard begins. */
  protected start(): number {
    return 0;
  }

  /** Gives the mark under the pointer. */
  protected abstract markAt(event: MouseEvent): number | undefined;

  /** Gives how far the pointer is from where the drawing begins, as the drawing counts. */
  protected across({ clientX }: MouseEvent): number {
    const { left, right, width } = this.renderRoot.querySelector(".plot svg")!.getBoundingClientRect();
    return ((this.home?.isRightToLeft ? right - clientX : clientX - left) * this.width) / width;
  }

  #onPointer = (event: PointerEvent): void => {
    this.active = this.markAt(event);
  };

  #onClick = (event: MouseEvent): void => {
    const mark = this.markAt(event);
    if (mark !== undefined) this.#picked(mark, event.shiftKey);
  };

  #picked(mark: number, isMore: boolean): void {
    const detail = this.pick(mark, isMore);
    if (detail !== undefined) this.tell("spindle-pick", detail);
  }

  static override styles = [
    shared,
    css`
      :host { display: block; container-type: inline-size; }
      .head { margin-bottom: 0; }
      .read { min-height: 20px; margin-bottom: 12px; }
      .plot { outline-offset: 6px; border-radius: 6px; }
      svg { display: block; width: 100%; height: auto; overflow: visible; }
      svg { direction: ltr; }
      text { fill: var(--soft); font-size: 11px; }
      .table { max-height: 320px; overflow: auto; border-radius: 6px; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 13px; }
      th, td { padding: 6px 8px; text-align: var(--end); unicode-bidi: plaintext; border-bottom: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
      th:first-child { text-align: -webkit-match-parent; text-align: match-parent; }
      thead th { position: sticky; top: 0; background: var(--card); color: var(--soft); }
      .shade { fill: var(--accent); }
      .shade.none { fill: var(--ink); fill-opacity: 0.055; }
      .active { fill: none; stroke: var(--ink); stroke-width: 1.5; pointer-events: none; }
      @media (forced-colors: active) { .shade { stroke: CanvasText; stroke-width: 0.5; } }
    `,
  ];
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
