import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { define } from "../src/lib/define";

/** A registry of custom elements, with as much of its rules as matters here. */
class Registry {
  readonly defined: [tag: string, element: CustomElementConstructor][] = [];
  readonly #waiting: [tag: string, tell: () => void][] = [];

  constructor(private readonly known: { has(element: unknown): boolean; add(element: unknown): void } = new Set()) {}

  define(tag: string, element: CustomElementConstructor): void {
    if (this.get(tag)) throw new Error(`${tag} is known`);
    if (this.known.has(element)) throw new Error(`the class of ${tag} is known`);
    this.known.add(element);
    this.defined.push([tag, element]);
    for (const [awaited, tell] of this.#waiting) if (awaited === tag) tell();
  }

  get(tag: string): CustomElementConstructor | undefined {
    return this.defined.find(([known]) => known === tag)?.[1];
  }

  whenDefined(tag: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.push([tag, resolve]));
  }

  of(tag: string): CustomElementConstructor[] {
    return this.defined.filter(([known]) => known === tag).map(([, element]) => element);
  }
}

class App {}
class Some {}
const [app, some] = [App, Some] as unknown as CustomElementConstructor[];
let first: Registry;

/** Puts another registry in place of the first, as Home Assistant does while it boots. */
function replaced(registry = new Registry()): Registry {
  vi.stubGlobal("customElements", registry);
  return registry;
}

beforeEach(() => {
  vi.useFakeTimers();
  first = replaced();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("an element is known at once, and once", async () => {
  define("spindle-some", some!);
  expect(first.of("spindle-some")).toEqual([some]);
  first.define("home-assistant", app!);
  await vi.runAllTimersAsync();
  expect(first.of("spindle-some")).toEqual([some]);
});

test("when the registry was replaced, it is known to the one in use as soon as the app is there", async () => {
  define("spindle-some", some!);
  const second = replaced();
  // The promise is the first one's still: what the second is told, it passes on.
  first.define("home-assistant", app!);
  await vi.advanceTimersByTimeAsync(0);
  expect(second.of("spindle-some")).toEqual([some]);
  await vi.runAllTimersAsync();
  expect(second.of("spindle-some")).toEqual([some]);
  expect(first.of("spindle-some")).toEqual([some]);
});

test("when the first one's promise is never kept, it is known to the one in use all the same", async () => {
  define("spindle-some", some!);
  const second = replaced();
  second.define("home-assistant", app!);
  await vi.runAllTimersAsync();
  expect(second.of("spindle-some")).toEqual([some]);
});

test("where a class may be in one registry only, its child is in the other", async () => {
  const classes = new Set();
  first = replaced(new Registry(classes));
  define("spindle-some", some!);
  const second = replaced(new Registry(classes));
  first.define("home-assistant", app!);
  await vi.runAllTimersAsync();
  const [child, ...more] = second.of("spindle-some");
  expect(Object.getPrototypeOf(child)).toBe(some);
  expect(more).toEqual([]);
});

test("a module that is loaded twice defines nothing twice", async () => {
  define("spindle-some", some!);
  define("spindle-some", class {} as unknown as CustomElementConstructor);
  const second = replaced();
  first.define("home-assistant", app!);
  await vi.runAllTimersAsync();
  expect(first.of("spindle-some")).toEqual([some]);
  expect(second.of("spindle-some")).toEqual([some]);
});
