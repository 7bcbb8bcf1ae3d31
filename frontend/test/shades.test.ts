import { expect, test } from "vitest";
import { shades } from "../src/charts/strength";

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
