import { expect, test } from "vitest";
import { strength } from "../src/charts/strength";
import { gathered } from "../src/charts/sparkline";
import { hueOf, lettersOf } from "../src/parts/avatar";

test("nothing is not drawn, a little is seen, the most is full", () => {
  expect(strength(0, 10)).toBe(0);
  expect(strength(1, 1000)).toBeGreaterThan(0.15);
  expect(strength(1000, 1000)).toBe(1);
  expect(strength(0, 0)).toBe(0);
});

test("many figures are gathered without losing any", () => {
  const figures = Array.from({ length: 371 }, (_, number) => number);
  const few = gathered(figures);
  expect(few.length).toBeLessThanOrEqual(40);
  expect(few.reduce((sum, figure) => sum + figure, 0)).toBe((370 * 371) / 2);
  expect(gathered([1, 2, 3])).toEqual([1, 2, 3]);
  expect(gathered([])).toEqual([]);
});

test.each([
  ["Nils Frahm", "NF"],
  ["The Beatles", "B"],
  ["Björk", "B"],
  ["AC/DC", "AD"],
  ["", "?"],
  ["坂本龍一", "坂"],
  ["🎺 Ensemble", "🎺E"],
])("%s is known by %s", (name, letters) => {
  expect(lettersOf(name)).toBe(letters);
});

test("a name always has its colour", () => {
  expect(hueOf("Air")).toBe(hueOf("Air"));
  expect(hueOf("Air")).not.toBe(hueOf("Airs"));
});
