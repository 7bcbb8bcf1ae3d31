import type { ReactiveController, ReactiveControllerHost } from "lit";
import { turn } from "./turns";

/** Milliseconds that a frame is to take: by how long the last one took, more or less is drawn with the next. */
const FRAME = 16;

/** A part that is told from others by more than its place. */
export interface Drawing<T> {
  key: unknown;
  /** What it is drawn from: of the same it is not drawn again. */
  of: readonly unknown[] | undefined;
  draw: () => T;
}

interface Seen<T> {
  of: readonly unknown[] | undefined;
  part: T;
}

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
  #drawings: readonly Drawing<T>[] = [];
  /** What there is to be seen, now or before, by its key. */
  #seen = new Map<unknown, Seen<T>>();
  /** The first of the drawings that may have to be drawn. */
  #next = 0;
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
   * Gives the parts to be shown now, each known by its place; the host is told when there are more.
   *
   * They are drawn once for what they are of, and anew when that has changed.
   */
  parts(of: readonly unknown[], draws: () => readonly (() => T)[]): T[] {
    return this.keyed(of, () => draws().map((draw, key) => ({ key, of: undefined, draw })));
  }

  /** Gives the parts to be shown now, each known by its key: what is there already is moved. */
  keyed(of: readonly unknown[], drawings: () => readonly Drawing<T>[]): T[] {
    this.#isAsked = true;
    if (!isSame(this.#of, of)) {
      this.#of = of;
      this.#drawings = drawings();
      const keys = new Set(this.#drawings.map(({ key }) => key));
      for (const key of this.#seen.keys()) if (!keys.has(key)) this.#seen.delete(key);
      this.#next = this.#drawn = 0;
      this.#due = this.#step = 1;
    }
    this.#draw();
    if (this.#next < this.#drawings.length) this.#wait();
    return this.#drawings.map(({ key }) => this.#seen.get(key)).filter((seen) => seen !== undefined).map(({ part }) => part);
  }

  /** What is shown no more is drawn gradually when it is shown again. */
  hostUpdated(): void {
    if (!this.#isAsked) {
      this.#of = undefined;
      this.#seen.clear();
    }
    this.#isAsked = false;
  }

  /** Draws as many as are due. */
  #draw(): void {
    for (; this.#next < this.#drawings.length; this.#next++) {
      const { key, of, draw } = this.#drawings[this.#next]!;
      if (of && isSame(this.#seen.get(key)?.of, of)) continue;
      if (this.#drawn === this.#due) return;
      this.#seen.set(key, { of, part: draw() });
      this.#drawn++;
    }
  }

  #wait(): void {
    if (this.#waits) return;
    this.#waits = true;
    void turn().then((took) => {
      this.#waits = false;
      const fitting = Math.round(this.#step * Math.min(2, FRAME / took));
      this.#step = Math.max(1, Math.min(fitting, this.most));
      this.#due = this.#drawn + this.#step;
      this.host.requestUpdate();
    });
  }
}

function isSame(some: readonly unknown[] | undefined, others: readonly unknown[]): boolean {
  return some?.length === others.length && some.every((one, place) => one === others[place]);
}
