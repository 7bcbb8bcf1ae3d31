import { expect, test } from "vitest";
import type { Play, Recent } from "../src/answers";
import { joined } from "../src/lib/joined";

const page = (before: number | null, ...ids: number[]): Recent => ({ before, plays: ids.map((id) => ({ id }) as Play) });
const ids = ({ plays }: Recent) => plays.map((play) => play.id);

test("a new play leaves no gap where the first page ended before", () => {
  const [first, older] = [page(4, 6, 5, 4), page(1, 3, 2, 1)];
  const later = page(5, 7, 6, 5);
  const all = joined(later, joined(first, older));
  expect(ids(all)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  expect(all.before).toBe(1);
});

test("the first page alone is as it is", () => {
  const first = page(null, 2, 1);
  expect(joined(first, undefined)).toBe(first);
});
