import { expect, test } from "vitest";
import { ranked, shades } from "../src/charts/strength";

/** What a template was filled with, in its order. */
const drawn = (figures: number[]) => shades(figures, (mark) => `M${mark}`).map(({ values }) => values[0] as string);

test("many marks are few shapes, and none is lost", () => {
  const figures = Array.from({ length: 371 }, (_, mark) => mark % 60);
  const shapes = drawn(figures);
  expect(shapes.length).toBeLessThanOrEqual(11);
  const marks = shapes.flatMap((shape) => shape.split("M").filter(Boolean).map(Number));
  expect(marks.sort((one, other) => one - other)).toEqual(figures.map((_, mark) => mark));
});

test("nothing is of the first shade, the most of the last", () => {
  const shapes = drawn([0, 5, 100]);
  expect(shapes[0]).toBe("M0");
  expect(shapes.at(-1)).toBe("M2");
});

test("without any figures all is nothing", () => {
  expect(drawn([0, 0])[0]).toBe("M0M1");
});

test("days that are much alike are of different shades, by rank", () => {
  const figures = [30, 31, 32, 33, 34, 0];
  const of = ranked(figures);
  expect(figures.map(of)).toEqual([0.2, 0.4, 0.6, 0.8, 1, 0]);
  expect(shades(figures, (mark) => `M${mark}`, of).map(({ values }) => values[0]).filter(Boolean)).toEqual(["M5", "M0", "M1", "M2", "M3", "M4"]);
});

test("equal days are of one shade, and a day of many more does not make the others alike", () => {
  expect([4, 4, 4].map(ranked([4, 4, 4]))).toEqual([0.6, 0.6, 0.6]);
  const of = ranked([1, 2, 3, 4, 900]);
  expect([1, 2, 3, 4, 900].map(of)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
});
