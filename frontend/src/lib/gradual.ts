import type { ReactiveControllerHost } from "lit";

/** Milliseconds after which a frame that has not come is waited for no longer. */
const PATIENCE = 100;
/** Rows of a list that a weak device draws without holding anybody up. */
export const SOME_ROWS = 5;

/**
 * Draws what is long a part at a time, and lets the browser show each before the next.
 *
 * A page that draws all of its answers at once holds up whoever wants to scroll or to type. What
 * was drawn once is drawn at once from then on: it only changes.
 */
export class Gradual {
  #waits = false;

  constructor(
    private readonly host: Pick<ReactiveControllerHost, "requestUpdate">,
    /** How many parts are drawn at first … */
    private drawn: number,
    /** … and how many more each time. */
    private readonly step: number,
  ) {}

  /** Tells how many of so many parts are to be drawn now; the host is told when there are more. */
  upTo(all: number): number {
    if (this.drawn >= all) return all;
    if (!this.#waits) {
      this.#waits = true;
      void turn().then(() => {
        this.#waits = false;
        this.drawn += this.step;
        this.host.requestUpdate();
      });
    }
    return this.drawn;
  }
}

let last = Promise.resolve();

/** Waits until everybody before has had a turn and the browser has shown it. */
export function turn(): Promise<void> {
  return (last = last.then(shown));
}

function shown(): Promise<void> {
  return new Promise((resolve) => {
    globalThis.requestAnimationFrame?.(() => setTimeout(resolve));
    // No frame comes while the page is hidden.
    setTimeout(resolve, PATIENCE);
  });
}
