import { svg, type SVGTemplateResult } from "lit";

/** How many strengths are told apart. */
const SHADES = 10;

/** Gives how strongly a figure is drawn: nothing at all is hardly there, little is visible. */
export function strength(figure: number, most: number): number {
  return figure > 0 && most > 0 ? 0.18 + 0.82 * Math.sqrt(figure / most) : 0;
}

/** How many strengths are told apart where they go by rank. */
export const STEPS = 5;

/**
 * Gives how strongly a figure is drawn by its rank among all: days that are much alike would be
 * of one shade by what they hold.
 */
export function ranked(figures: readonly number[]): (figure: number) => number {
  const some = figures.filter((figure) => figure > 0).sort((one, other) => one - other);
  const steps = new Map<number, number>();
  // Equal figures share the middle of their ranks.
  some.forEach((figure) => {
    if (steps.has(figure)) return;
    const middle = (some.indexOf(figure) + some.lastIndexOf(figure) + 1) / 2;
    steps.set(figure, Math.ceil((middle / some.length) * STEPS) / STEPS);
  });
  return (figure) => steps.get(figure) ?? 0;
}

/**
 * Draws many marks as few shapes, one for each shade: hundreds of elements would take longer than
 * a page may.
 */
export function shades(figures: readonly number[], outline: (mark: number) => string, of = absolute(figures)): SVGTemplateResult[] {
  const outlines = Array.from({ length: SHADES + 1 }, () => "");
  figures.forEach((figure, mark) => {
    outlines[Math.ceil(of(figure) * SHADES)] += outline(mark);
  });
  return outlines.map((drawn, shade) =>
    shade ? svg`<path class="shade" d=${drawn} style="fill-opacity:${shade / SHADES}"></path>` : svg`<path class="shade none" d=${drawn}></path>`,
  );
}

function absolute(figures: readonly number[]): (figure: number) => number {
  const most = Math.max(0, ...figures);
  return (figure) => strength(figure, most);
}
