import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Gradual } from "../src/lib/gradual";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a long list is drawn part by part, and the host is told of each", async () => {
  const host = { requestUpdate: vi.fn() };
  const rows = new Gradual(host, 12, 20);
  expect(rows.upTo(50)).toBe(12);
  expect(rows.upTo(50)).toBe(12);
  await vi.runAllTimersAsync();
  expect(host.requestUpdate).toHaveBeenCalledTimes(1);
  expect(rows.upTo(50)).toBe(32);
  await vi.runAllTimersAsync();
  expect(rows.upTo(50)).toBe(50);
  await vi.runAllTimersAsync();
  expect(host.requestUpdate).toHaveBeenCalledTimes(2);
});

test("a short one is drawn at once", async () => {
  const host = { requestUpdate: vi.fn() };
  expect(new Gradual(host, 12, 20).upTo(12)).toBe(12);
  await vi.runAllTimersAsync();
  expect(host.requestUpdate).not.toHaveBeenCalled();
});

test("two take turns: what one waits for comes after what the other waited for before", async () => {
  const told: string[] = [];
  const [first, second] = ["first", "second"].map((name) => new Gradual({ requestUpdate: () => told.push(name) }, 1, 1));
  second!.upTo(3);
  first!.upTo(3);
  await vi.runAllTimersAsync();
  expect(told).toEqual(["second", "first"]);
});
