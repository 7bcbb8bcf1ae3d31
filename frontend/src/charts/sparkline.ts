import { svg, html, type TemplateResult } from "lit";
import { area, curveMonotoneX, line } from "d3-shape";

const WIDTH = 100;
const HEIGHT = 28;

/** Draws how a figure went, without words: whoever shows it says what it is. */
export function sparkline(values: readonly number[]): TemplateResult {
  const most = Math.max(1, ...values);
  const x = (_: number, index: number) => (index / Math.max(1, values.length - 1)) * WIDTH;
  const y = (value: number) => HEIGHT - 1 - (value / most) * (HEIGHT - 3);
  const stroke = line<number>().x(x).y(y).curve(curveMonotoneX)([...values]);
  const fill = area<number>().x(x).y0(HEIGHT).y1(y).curve(curveMonotoneX)([...values]);
  return html`
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${HEIGHT}px">
      ${svg`<path d=${fill ?? ""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${stroke ?? ""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `;
}

/** Joins neighbouring figures so that no more than `most` are left. */
export function gathered(values: readonly number[], most = 40): number[] {
  const size = Math.ceil(values.length / most);
  const groups: number[] = [];
  values.forEach((value, index) => {
    const group = Math.floor(index / size);
    groups[group] = (groups[group] ?? 0) + value;
  });
  return groups;
}
