import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Gradual } from "../src/lib/gradual";

/** Milliseconds that the browser takes for a frame. */
let frame = 8;

beforeEach(() => {
  frame = 8;
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (then: () => void) => {
    then();
    vi.setSystemTime(Date.now() + frame);
  });
  vi.spyOn(performance, "now").mockImplementation(() => Date.now());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const host = () => ({ addController: vi.fn(), requestUpdate: vi.fn() });
const draws = (many: number, what: string) => () => Array.from({ length: many }, (_, place) => () => `${what} ${place}`);

test("a long list is drawn part by part, each once, and the host is told", async () => {
  const told = host();
  const rows = new Gradual<string>(told);
  const drawn = vi.fn((place: number) => `row ${place}`);
  const all = () => [0, 1, 2].map((place) => () => drawn(place));
  expect(rows.parts(["one"], all)).toEqual(["row 0"]);
  expect(rows.parts(["one"], all)).toEqual(["row 0"]);
  await vi.runAllTimersAsync();
  expect(told.requestUpdate).toHaveBeenCalledTimes(1);
  expect(rows.parts(["one"], all)).toEqual(["row 0", "row 1", "row 2"]);
  await vi.runAllTimersAsync();
  expect(told.requestUpdate).toHaveBeenCalledTimes(1);
  expect(drawn).toHaveBeenCalledTimes(3);
});

test.each([
  { frames: [2, 2, 2], most: Infinity, seen: [1, 3, 7, 15] },
  { frames: [2, 2, 2], most: 2, seen: [1, 3, 5, 7] },
  { frames: [2, 2, 16, 12], most: Infinity, seen: [1, 3, 7, 11, 16] },
  { frames: [2, 2, 40, 40, 40], most: Infinity, seen: [1, 3, 7, 9, 10, 11] },
])("frames of $frames ms say how much is drawn with the next, at most $most", async ({ frames, most, seen }) => {
  const rows = new Gradual<string>(host(), most);
  for (const [place, many] of seen.entries()) {
    expect(rows.parts(["one"], draws(20, "row"))).toHaveLength(many);
    frame = frames[place] ?? frame;
    await vi.runAllTimersAsync();
  }
});

test("a part of before stays until it has its turn", async () => {
  const rows = new Gradual<string>(host(), 1);
  for (let turns = 0; turns < 3; turns++) {
    rows.parts(["old"], draws(3, "old"));
    await vi.runAllTimersAsync();
  }
  expect(rows.parts(["new"], draws(2, "new"))).toEqual(["new 0", "old 1"]);
  await vi.runAllTimersAsync();
  expect(rows.parts(["new"], draws(2, "new"))).toEqual(["new 0", "new 1"]);
});

test("other answers begin with one part, however much was drawn at a time before", async () => {
  frame = 2;
  const rows = new Gradual<string>(host());
  for (let turns = 0; turns < 4; turns++) {
    rows.parts(["old"], draws(8, "old"));
    await vi.runAllTimersAsync();
  }
  expect(rows.parts(["new"], draws(8, "new")).filter((row) => row.startsWith("new"))).toEqual(["new 0"]);
  await vi.runAllTimersAsync();
  expect(rows.parts(["new"], draws(8, "new")).filter((row) => row.startsWith("new"))).toHaveLength(3);
  await vi.runAllTimersAsync();
});

test("what was gone is drawn gradually again", async () => {
  const rows = new Gradual<string>(host(), 1);
  rows.parts(["one"], draws(2, "row"));
  rows.hostUpdated();
  await vi.runAllTimersAsync();
  expect(rows.parts(["one"], draws(2, "row"))).toHaveLength(2);
  rows.hostUpdated();
  rows.hostUpdated();
  expect(rows.parts(["one"], draws(2, "row"))).toHaveLength(1);
  await vi.runAllTimersAsync();
});

test("two take turns: what one waits for comes after what the other waited for before", async () => {
  const told: string[] = [];
  const [first, second] = ["first", "second"].map((name) => new Gradual<string>({ ...host(), requestUpdate: () => told.push(name) }, 1));
  second!.parts(["one"], draws(3, "row"));
  first!.parts(["one"], draws(3, "row"));
  await vi.runAllTimersAsync();
  expect(told).toEqual(["second", "first"]);
});

test("what is there already stays and costs no turn; what is new has its turn; what is gone is gone", async () => {
  frame = 2;
  const rows = new Gradual<string>(host());
  const drawn: string[] = [];
  const of = (...names: string[]) => () =>
    names.map((name) => ({ key: name[0], of: [name], draw: () => (drawn.push(name), name) }));
  const seen = (what: string, ...names: string[]) => rows.keyed([what], of(...names));
  expect(seen("first", "b1", "c1")).toEqual(["b1"]);
  await vi.runAllTimersAsync();
  expect(seen("first", "b1", "c1")).toEqual(["b1", "c1"]);
  expect(seen("one more", "a1", "b1", "c1")).toEqual(["a1", "b1", "c1"]);
  expect(seen("two changed", "a2", "b2", "c1", "d1")).toEqual(["a2", "b1", "c1"]);
  await vi.runAllTimersAsync();
  expect(seen("two changed", "a2", "b2", "c1", "d1")).toEqual(["a2", "b2", "c1", "d1"]);
  expect(seen("others", "d1", "e1")).toEqual(["d1", "e1"]);
  expect(drawn).toEqual(["b1", "c1", "a1", "a2", "b2", "d1", "e1"]);
  await vi.runAllTimersAsync();
});
