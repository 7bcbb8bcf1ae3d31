// @vitest-environment happy-dom
import { render } from "lit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { avatar } from "../src/parts/avatar";

const COVER = "/api/spindle/cover/a/b";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function drawn(cover?: string | null): HTMLElement {
  const place = document.createElement("div");
  document.body.replaceChildren(place);
  render(avatar("Nina Simone", 40, "square", cover), place);
  return place;
}

function looks(image: HTMLImageElement): () => number {
  let times = 0;
  const { src } = image;
  Object.defineProperty(image, "src", { get: () => src, set: () => void (times += 1) });
  return () => times;
}

test("without a cover there are letters and no picture", () => {
  expect(drawn().textContent).toContain("NS");
  expect(drawn(null).querySelector("img")).toBeNull();
});

test("a cover takes no room of its own, and is seen once it is there", () => {
  const image = drawn(COVER).querySelector("img")!;
  expect([image.style.position, image.style.opacity, image.loading]).toEqual(["absolute", "0", "lazy"]);
  image.dispatchEvent(new Event("load"));
  expect(image.style.opacity).toBe("1");
});

test("a cover that is being fetched is looked for a few times, then no more", async () => {
  const image = drawn(COVER).querySelector("img")!;
  const times = looks(image);
  for (let tries = 0; tries < 6; tries += 1) {
    image.dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(60_000);
  }
  expect(times()).toBe(3);
  expect(image.style.opacity).toBe("0");
});

test("what is not shown any more is not looked for", async () => {
  const place = drawn(COVER);
  const image = place.querySelector("img")!;
  const times = looks(image);
  image.dispatchEvent(new Event("error"));
  place.remove();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times()).toBe(0);
});
