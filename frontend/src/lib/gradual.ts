import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Milliseconds after which a frame that has not come is waited for no longer. */
const PATIENCE = 100;
/** Milliseconds of a frame after which twice as much is drawn with the next … */
const QUICK = 20;
/** … and after which half as much is: no frame is to take 50. */
const SLOW = 35;

/**
 * Draws what is long a part at a time, and lets the browser show each before the next.
 *
 * A page that draws all of its answers at once holds up whoever wants to scroll or to type. The
 * first part is drawn alone, because it has everything made that the others use, and then as many
 * at a time as the device draws in a frame. Where other answers come, a part stays as it was until
 * it has its turn.
 */
export class Gradual<T> implements ReactiveController {
  #of: readonly unknown[] | undefined;
  #draws: readonly (() => T)[] = [];
  /** What is seen: parts of now, and behind them those of before. */
  #parts: T[] = [];
  #drawn = 0;
  #due = 0;
  #step = 1;
  #waits = false;
  #isAsked = false;

  constructor(
    private readonly host: Pick<ReactiveControllerHost, "addController" | "requestUpdate">,
    /** How many parts are drawn at a time at most. */
    private readonly most = Infinity,
  ) {
    host.addController(this);
  }

  /**
   * Gives the parts to be shown now; the host is told when there are more.
   *
   * They are drawn once for what they are of, and anew when that has changed.
   */
  parts(of: readonly unknown[], draws: () => readonly (() => T)[]): T[] {
    this.#isAsked = true;
    if (!this.#of || of.some((one, place) => one !== this.#of![place])) {
      this.#of = of;
      this.#draws = draws();
      this.#parts.length = Math.min(this.#parts.length, this.#draws.length);
      this.#drawn = 0;
      this.#due = this.#step = 1;
    }
    for (; this.#drawn < Math.min(this.#due, this.#draws.length); this.#drawn++) this.#parts[this.#drawn] = this.#draws[this.#drawn]!();
    if (this.#drawn < this.#draws.length) this.#wait();
    return this.#parts;
  }

  /** What is shown no more is drawn gradually when it is shown again. */
  hostUpdated(): void {
    if (!this.#isAsked) {
      this.#of = undefined;
      this.#parts = [];
    }
    this.#isAsked = false;
  }

  #wait(): void {
    if (this.#waits) return;
    this.#waits = true;
    void turn().then((took) => {
      this.#waits = false;
      if (took > SLOW) this.#step = Math.ceil(this.#step / 2);
      else if (took < QUICK) this.#step = Math.min(this.#step * 2, this.most);
      this.#due = this.#drawn + this.#step;
      this.host.requestUpdate();
    });
  }
}

let last = Promise.resolve(0);

/** Waits until everybody before has had a turn and the browser has shown it, in so many milliseconds. */
export function turn(): Promise<number> {
  return (last = last.then(shown));
}

/** Ends a task, for what comes next to be one of its own. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}

function shown(): Promise<number> {
  return new Promise((resolve) => {
    globalThis.requestAnimationFrame?.(() => {
      const begun = performance.now();
      setTimeout(() => resolve(performance.now() - begun));
    });
    // No frame comes while the page is hidden.
    setTimeout(resolve, PATIENCE, 0);
  });
}
