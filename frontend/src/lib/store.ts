import type { Live } from "../standings";
import type { Connection, Hass, Message, Refusal, Unsubscribe } from "../ha";
import { Kept } from "./kept";
import { likened } from "./likened";

/** Milliseconds by which answers wait for more changes before they are asked for anew. */
const CALM = 2000;
/** Answers that are remembered while nobody looks at them. */
const MOST_UNWATCHED = 24;
/** Generation of what is not asked yet, at most known from an earlier visit … */
const NEVER = -1;
/** … and of what was asked before the subscription has told of one; the first there is is 0. */
const UNKNOWN = -2;
/** Milliseconds between two attempts to subscribe, while Home Assistant has not set us up yet. */
const PATIENCE = 5000;

/** What is known of a question. The value may be an older one, until the next is there. */
export interface Answer<T> {
  value: T | undefined;
  refusal: Refusal | undefined;
  pending: boolean;
}

interface Entry extends Answer<unknown> {
  message: Message;
  /** Of the history, when the value was asked for … */
  generation: number;
  /** … and when the one was that may still be on its way. */
  asked: number;
  /** Whether somebody wants it anew while it is still on its way. */
  again: boolean;
  listeners: Set<() => void>;
  keep: boolean;
}

/**
 * What one connection to Home Assistant has told, shared by all who look.
 *
 * It subscribes once while anybody has acquired it. Answers are shown at once as they were last,
 * and asked for anew when the history has changed meanwhile.
 */
export class Store {
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #users = 0;
  #leave: Promise<Unsubscribe | undefined> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  live: Live | undefined;
  /** Why nothing is told at all. */
  refusal: Refusal | undefined;

  constructor(
    readonly hass: Pick<Hass, "connection" | "callWS">,
    readonly kept: Kept = new Kept(""),
  ) {}

  /** Counts one who looks in; the returned function counts them out. */
  acquire(): () => void {
    if (this.#users++ === 0) this.#begin();
    return () => {
      if (--this.#users === 0) this.#end();
    };
  }

  /** Calls `listener` whenever the subscription has told something. */
  onLive(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says what is known of a question. */
  answer<T>(message: Message): Answer<T> {
    const entry = this.#entries.get(JSON.stringify(message));
    return (entry ?? { value: undefined, refusal: undefined, pending: true }) as Answer<T>;
  }

  /** Asks a question, and anew whenever the history changes; `keep` for the next visit as well. */
  watch(message: Message, listener: () => void, keep = false): () => void {
    const key = JSON.stringify(message);
    let entry = this.#entries.get(key);
    if (!entry) {
      const value = keep ? this.kept.read(key) : undefined;
      entry = { message, keep, value, refusal: undefined, pending: false, generation: NEVER, asked: NEVER, again: false, listeners: new Set() };
    }
    // What was watched last is dropped last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#forgetSome();
    entry.listeners.add(listener);
    if (!entry.pending && (entry.generation === NEVER || this.#isOld(entry))) void this.#ask(key, entry);
    return () => entry.listeners.delete(listener);
  }

  /** Asks a question once more, now; an answer that is on its way may be of before. */
  refresh(message: Message): void {
    const key = JSON.stringify(message);
    const entry = this.#entries.get(key);
    if (entry?.pending) entry.again = true;
    else if (entry) void this.#ask(key, entry);
  }

  #begin(): void {
    this.hass.connection.addEventListener("ready", this.#onReady);
    if (typeof document !== "undefined") document.addEventListener("visibilitychange", this.#catchUp);
    this.#subscribe();
  }

  /**
   * Subscribes, and goes on trying until Home Assistant knows the command: it opens its doors
   * before it has set us up. Left to the connection, a subscription that is refused then is lost
   * (https://github.com/home-assistant/home-assistant-js-websocket/blob/9.4.0/lib/connection.ts).
   */
  #subscribe(isRetry = false): void {
    const told = (parts: Partial<Live>) => this.#told(parts);
    const leave = this.hass.connection.subscribeMessage(told, { type: "spindle/subscribe" }, { resubscribe: false }).then(
      (stop) => {
        this.refusal = undefined;
        if (isRetry && this.#leave === leave) this.#askAll();
        return stop;
      },
      (refusal: Refusal) => {
        if (this.#leave !== leave) return undefined;
        if (refusal.code === "unknown_command") this.#retry = setTimeout(() => this.#subscribe(true), PATIENCE);
        // What was shown stays for the while that a restart takes.
        if (!this.live || refusal.code === "unauthorized") this.refusal = refusal;
        this.#tell();
        return undefined;
      },
    );
    this.#leave = leave;
  }

  /** What was subscribed to before is gone with the connection that was. */
  #onReady = (): void => {
    clearTimeout(this.#retry);
    this.#subscribe();
    this.#askAll();
  };

  #end(): void {
    this.hass.connection.removeEventListener("ready", this.#onReady);
    if (typeof document !== "undefined") document.removeEventListener("visibilitychange", this.#catchUp);
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    this.#timer = undefined;
    void this.#leave?.then((leave) => leave?.());
    this.#leave = undefined;
    this.live = undefined;
  }

  #told(parts: Partial<Live>): void {
    const before = this.live;
    this.live = { ...this.live, ...parts } as Live;
    for (const entry of this.#entries.values()) {
      // Asked before the first word, which was on its way at the same time; the answer may still be.
      if (entry.generation === UNKNOWN) entry.generation = this.live.generation;
      if (entry.asked === UNKNOWN) entry.asked = this.live.generation;
    }
    this.#tell();
    const { generation, history } = this.live;
    if (generation !== before?.generation || history?.running !== before.history?.running) this.#askSoon();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Plays may come one upon another: what is watched is asked for when they have. */
  #askSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#catchUp();
    }, CALM);
  }

  #catchUp = (): void => {
    if (typeof document !== "undefined" && document.hidden) return;
    for (const [key, entry] of this.#entries) {
      if (entry.listeners.size && !entry.pending && this.#isOld(entry)) void this.#ask(key, entry);
    }
  };

  #askAll = (): void => {
    for (const [key, entry] of this.#entries) if (entry.listeners.size) void this.#ask(key, entry);
  };

  #isOld(entry: Entry): boolean {
    return this.live !== undefined && (entry.refusal !== undefined || entry.generation !== this.live.generation);
  }

  async #ask(key: string, entry: Entry): Promise<void> {
    entry.asked = this.live?.generation ?? UNKNOWN;
    entry.pending = true;
    try {
      // A copy: the connection writes its number into what it sends.
      entry.value = likened(entry.value, await this.hass.callWS({ ...entry.message }));
      entry.refusal = undefined;
      // The answer's own word is the surest: the subscription may not have told yet.
      entry.generation = (entry.value as { generation?: number } | null)?.generation ?? entry.asked;
      if (entry.keep) this.kept.write(key, entry.value);
    } catch (error) {
      entry.refusal = error as Refusal;
      entry.generation = entry.asked;
    }
    entry.pending = false;
    // The history has changed while it was asked.
    if (this.live && entry.asked !== UNKNOWN && entry.asked !== this.live.generation) this.#askSoon();
    for (const listener of entry.listeners) listener();
    if (!entry.again) return;
    entry.again = false;
    void this.#ask(key, entry);
  }

  #forgetSome(): void {
    const unwatched = [...this.#entries].filter(([, entry]) => !entry.listeners.size && !entry.pending);
    for (const [key] of unwatched.slice(0, Math.max(0, unwatched.length - MOST_UNWATCHED))) this.#entries.delete(key);
  }
}

const stores = new WeakMap<Connection, Store>();

/** Gives the store of a connection; all panels and cards of a page share it. */
export function storeOf(hass: Hass): Store {
  let store = stores.get(hass.connection);
  if (!store) {
    const build = new URL(".", import.meta.url).pathname;
    stores.set(hass.connection, (store = new Store(hass, new Kept(`spindle ${build} ${hass.user?.id ?? ""}`))));
  }
  return store;
}
