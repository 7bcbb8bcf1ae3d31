import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Live } from "../src/standings";
import type { Message } from "../src/ha";
import { Kept } from "../src/lib/kept";
import { Store } from "../src/lib/store";

const QUESTION = { type: "spindle/top" };

/** A Home Assistant that answers with how often it was asked. */
class Backend {
  asked = 0;
  subscriptions = 0;
  refusal: { code: string; message: string } | undefined;
  isSetUp = true;
  resubscribes: (boolean | undefined)[] = [];
  push: (parts: Partial<Live>) => void = () => {};
  ready: () => void = () => {};

  readonly connection = {
    subscribeMessage: <T>(callback: (message: T) => void, _: Message, options?: { resubscribe?: boolean }) => {
      this.resubscribes.push(options?.resubscribe);
      if (!this.isSetUp) return Promise.reject({ code: "unknown_command", message: "" });
      this.subscriptions += 1;
      this.push = callback as (parts: Partial<Live>) => void;
      return Promise.resolve(() => {
        this.subscriptions -= 1;
      });
    },
    addEventListener: (type: string, listener: () => void) => {
      if (type === "ready") this.ready = listener;
    },
    removeEventListener: () => {},
  };

  /** As the real one, it writes a number into the message. */
  callWS = <T>(message: Message): Promise<T> => {
    message.id = this.asked += 1;
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve({ times: this.asked } as T);
  };
}

function memory(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage;
}

let backend: Backend;
let store: Store;

beforeEach(() => {
  vi.useFakeTimers();
  backend = new Backend();
  store = new Store(backend, new Kept("", undefined));
});
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(0);

describe("the subscription", () => {
  test("is one for all who look, and ends with the last of them", async () => {
    const [first, second] = [store.acquire(), store.acquire()];
    expect(backend.subscriptions).toBe(1);
    first();
    await settled();
    expect(backend.subscriptions).toBe(1);
    second();
    await settled();
    expect(backend.subscriptions).toBe(0);
  });

  test("keeps the parts that were told before", () => {
    store.acquire();
    backend.push({ generation: 1, problems: ["a"] });
    backend.push({ problems: [] });
    expect(store.live).toEqual({ generation: 1, problems: [] });
  });

  test("is made anew after a restart, by us, as soon as we are set up", async () => {
    store.acquire();
    backend.push({ generation: 3 });
    store.watch(QUESTION, () => {});
    await settled();
    backend.isSetUp = false;
    backend.subscriptions = 0;
    backend.refusal = { code: "unknown_command", message: "" };
    backend.ready();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(backend.subscriptions).toBe(0);
    expect(store.refusal).toBeUndefined();
    backend.isSetUp = true;
    backend.refusal = undefined;
    await vi.advanceTimersByTimeAsync(5000);
    expect(backend.subscriptions).toBe(1);
    expect(new Set(backend.resubscribes)).toEqual(new Set([false]));
    expect(store.answer(QUESTION).refusal).toBeUndefined();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(backend.subscriptions).toBe(1);
  });

  test("that is refused is tried no more when nobody looks", async () => {
    backend.isSetUp = false;
    const leave = store.acquire();
    await settled();
    expect(store.refusal?.code).toBe("unknown_command");
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(backend.resubscribes).toHaveLength(1);
  });
});

describe("a question", () => {
  test("is asked once, however many watch it", async () => {
    const heard = vi.fn();
    store.watch(QUESTION, heard);
    store.watch(QUESTION, heard);
    await settled();
    expect(backend.asked).toBe(1);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(store.answer(QUESTION)).toMatchObject({ value: { times: 1 }, pending: false });
  });

  test("is asked anew when the history has changed, once for changes upon changes", async () => {
    store.acquire();
    backend.push({ generation: 1 });
    store.watch(QUESTION, () => {});
    await settled();
    backend.push({ generation: 2 });
    backend.push({ generation: 3 });
    expect(backend.asked).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(backend.asked).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(backend.asked).toBe(2);
  });

  test("that was asked before the first word is not asked twice for it", async () => {
    store.acquire();
    store.watch(QUESTION, () => {});
    await settled();
    backend.push({ generation: 7 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(backend.asked).toBe(1);
  });

  test("that was asked before the first word and answered after it is asked anew for the next change", async () => {
    let answer: (value: unknown) => void = () => {};
    const quick = backend.callWS;
    backend.callWS = <T>() => new Promise<T>((resolve) => { answer = resolve as (value: unknown) => void; });
    store.acquire();
    store.watch(QUESTION, () => {});
    backend.push({ generation: 7 });
    backend.callWS = quick;
    answer({ times: 0 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(backend.asked).toBe(0);
    backend.push({ generation: 8 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(store.answer(QUESTION).value).toEqual({ times: 1 });
  });

  test("is asked anew for the very first change after a start", async () => {
    store.acquire();
    backend.push({ generation: 0 });
    store.watch(QUESTION, () => {});
    await settled();
    backend.push({ generation: 1 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(backend.asked).toBe(2);
  });

  test("is asked once more when the history changed while it was asked", async () => {
    store.acquire();
    backend.push({ generation: 1 });
    let answer: (value: unknown) => void = () => {};
    const quick = backend.callWS;
    backend.callWS = <T>() => new Promise<T>((resolve) => { answer = resolve as (value: unknown) => void; });
    store.watch(QUESTION, () => {});
    backend.push({ generation: 2 });
    await vi.advanceTimersByTimeAsync(5000);
    backend.callWS = quick;
    answer({ times: 0 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(store.answer(QUESTION).value).toEqual({ times: 1 });
  });

  test("that was refused is asked anew when the history runs, whatever its generation", async () => {
    const history = { running: false, seen: false, recording: false };
    store.acquire();
    backend.push({ generation: 1, history });
    backend.refusal = { code: "not_found", message: "" };
    store.watch(QUESTION, () => {});
    await settled();
    backend.refusal = undefined;
    backend.push({ history: { running: true, seen: true, recording: true } });
    await vi.advanceTimersByTimeAsync(2000);
    expect(store.answer(QUESTION)).toMatchObject({ value: { times: 2 }, refusal: undefined });
  });

  test("that nobody watches any more is left alone, and is old when it is watched again", async () => {
    store.acquire();
    backend.push({ generation: 1 });
    const leave = store.watch(QUESTION, () => {});
    await settled();
    leave();
    backend.push({ generation: 2 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(backend.asked).toBe(1);
    expect(store.answer(QUESTION).value).toEqual({ times: 1 });
    store.watch(QUESTION, () => {});
    await settled();
    expect(backend.asked).toBe(2);
  });

  test("is asked anew after the connection was lost", async () => {
    store.acquire();
    store.watch(QUESTION, () => {});
    await settled();
    backend.ready();
    await settled();
    expect(backend.asked).toBe(2);
  });

  test("that is wanted anew while it is asked is asked once more when it was answered", async () => {
    store.watch(QUESTION, () => {});
    store.refresh(QUESTION);
    store.refresh(QUESTION);
    expect(backend.asked).toBe(1);
    await settled();
    expect(backend.asked).toBe(2);
    expect(store.answer(QUESTION)).toMatchObject({ value: { times: 2 }, pending: false });
  });

  test("that is refused keeps its last answer", async () => {
    store.watch(QUESTION, () => {});
    await settled();
    backend.refusal = { code: "not_found", message: "" };
    store.refresh(QUESTION);
    await settled();
    expect(store.answer(QUESTION)).toMatchObject({ value: { times: 1 }, refusal: { code: "not_found" } });
  });

  test("is remembered for a while, and only a few are", async () => {
    for (let number = 0; number < 60; number += 1) {
      store.watch({ ...QUESTION, number }, () => {})();
      await settled();
    }
    const known = Array.from({ length: 60 }, (_, number) => store.answer({ ...QUESTION, number }).value);
    expect(known[0]).toBeUndefined();
    expect(known[59]).toBeDefined();
    expect(known.filter(Boolean).length).toBeLessThan(30);
  });
});

describe("what is kept for the next visit", () => {
  test("shows at once, and is asked for all the same", async () => {
    const storage = memory();
    const first = new Store(backend, new Kept("me", storage));
    first.watch(QUESTION, () => {}, true);
    await settled();
    const next = new Store(backend, new Kept("me", storage));
    next.watch(QUESTION, () => {}, true);
    expect(next.answer(QUESTION).value).toEqual({ times: 1 });
    await settled();
    expect(next.answer(QUESTION).value).toEqual({ times: 2 });
  });

  test("is nobody else's, and little", () => {
    const storage = memory();
    const mine = new Kept("me", storage);
    for (const key of ["a", "b", "c", "d", "e", "f"]) mine.write(key, key);
    expect(new Kept("you", storage).read("f")).toBeUndefined();
    expect(mine.read("f")).toBe("f");
    expect(mine.read("a")).toBeUndefined();
    mine.write("huge", "x".repeat(50_000));
    expect(mine.read("huge")).toBeUndefined();
  });

  test("may be nothing at all, where a browser forbids it", () => {
    const forbidden = { getItem: () => { throw new Error("forbidden"); } } as unknown as Storage;
    const kept = new Kept("me", forbidden);
    kept.write("a", 1);
    expect(kept.read("a")).toBeUndefined();
  });
});
