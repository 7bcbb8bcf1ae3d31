import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Message } from "../ha";
import { pause } from "./turns";
import type { Answer, Store } from "./store";

interface Host extends ReactiveControllerHost {
  home: { store: Store } | undefined;
}

/**
 * The answer to a question that depends on what its element shows.
 *
 * While another question's answer is awaited the last one's stays, so that nothing jumps.
 */
export class Asked<T> implements ReactiveController {
  #key: string | undefined;
  #store: Store | undefined;
  #message: Message | undefined;
  #leave: (() => void) | undefined;
  #last: T | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly host: Host,
    private readonly message: () => Message | undefined,
    private readonly keep = false,
    /** Milliseconds between two looks at what changes without a play. */
    private readonly every?: number,
  ) {
    host.addController(this);
  }

  get answer(): Answer<T> {
    if (!this.#store || !this.#message) return { value: this.#last, refusal: undefined, pending: true };
    return this.#store.answer<T>(this.#message);
  }

  /** The newest value there is, if need be of the question before. */
  get value(): T | undefined {
    return this.answer.value ?? this.#last;
  }

  /** Whether `value` is not, or not yet, what is asked for. */
  get isStale(): boolean {
    const { value, pending } = this.answer;
    return pending || value === undefined;
  }

  refresh(): void {
    if (this.#message) this.#store?.refresh(this.#message);
  }

  hostUpdate(): void {
    const store = this.host.home?.store;
    const message = this.message();
    const key = store && message && JSON.stringify(message);
    if (key === this.#key && store === this.#store) return;
    this.#last = this.value;
    this.#leave?.();
    this.#leave = undefined;
    this.#key = key;
    this.#store = store;
    this.#message = message;
    if (store && message) this.#leave = store.watch(message, this.#tell, this.keep);
  }

  hostConnected(): void {
    this.host.requestUpdate();
    if (this.every) this.#timer = setInterval(this.#look, this.every);
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = this.#key = undefined;
    clearInterval(this.#timer);
  }

  /** What is told is read in one task and drawn in another. */
  #tell = (): void => void pause().then(() => this.host.requestUpdate());

  #look = (): void => {
    if (typeof document === "undefined" || !document.hidden) this.refresh();
  };
}
