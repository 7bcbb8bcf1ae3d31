/** Gives how strongly a figure is drawn: nothing at all is hardly there, little is visible. */
export function strength(figure: number, most: number): number {
  return figure > 0 && most > 0 ? 0.18 + 0.82 * Math.sqrt(figure / most) : 0;
}
