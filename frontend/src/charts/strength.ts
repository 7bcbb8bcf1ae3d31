import { svg, type SVGTemplateResult } from "lit";

/** How many strengths are told apart. */
const SHADES = 10;

/** Gives how strongly a figure is drawn: nothing at all is hardly there, little is visible. */
export function strength(figure: number, most: number): number {
  return figure > 0 && most > 0 ? 0.18 + 0.82 * Math.sqrt(figure / most) : 0;
}

/**
 * Draws many marks as few shapes, one for each shade: hundreds of elements would take longer than
 * a page may.
 */
export function shades(figures: readonly number[], outline: (mark: number) => string): SVGTemplateResult[] {
  const most = Math.max(0, ...figures);
  const outlines = Array.from({ length: SHADES + 1 }, () => "");
  figures.forEach((figure, mark) => {
    outlines[Math.ceil(strength(figure, most) * SHADES)] += outline(mark);
  });
  return outlines.map((drawn, shade) =>
    shade ? svg`<path class="shade" d=${drawn} style="fill-opacity:${shade / SHADES}"></path>` : svg`<path class="shade none" d=${drawn}></path>`,
  );
}
