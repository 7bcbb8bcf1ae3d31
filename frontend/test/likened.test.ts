import { expect, test } from "vitest";
import { likened } from "../src/lib/likened";

test("an answer that says the same is the same", () => {
  const before = { rows: [{ id: 1, plays: 4 }], none: null };
  expect(likened(before, structuredClone(before))).toBe(before);
});

test("of another answer what says the same is the same", () => {
  const before = { clock: { plays: [1, 2] }, totals: { plays: 3 } };
  const now = likened(before, { clock: { plays: [1, 2] }, totals: { plays: 4 } });
  expect(now).not.toBe(before);
  expect(now.clock).toBe(before.clock);
  expect(now.totals).toEqual({ plays: 4 });
});

test("what has come, gone or turned into something else is told apart", () => {
  expect(likened({ a: 1 }, { a: 1, b: undefined })).toEqual({ a: 1, b: undefined });
  expect(likened({ a: 1, b: undefined }, { a: 1, c: undefined })).toHaveProperty("c");
  expect(likened([1, 2], [1])).toEqual([1]);
  expect(likened<unknown>([], {})).toEqual({});
  expect(likened(null, { a: 1 })).toEqual({ a: 1 });
});
