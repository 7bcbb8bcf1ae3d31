import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Asked } from "../src/lib/asked";
import { Kept } from "../src/lib/kept";
import { Store } from "../src/lib/store";

let times = 0;

beforeEach(() => {
  vi.useFakeTimers();
  times = 0;
});
afterEach(() => vi.useRealTimers());

function host() {
  const connection = { subscribeMessage: vi.fn(), addEventListener: vi.fn(), removeEventListener: vi.fn() };
  const callWS = <T>() => Promise.resolve({ times: (times += 1) } as T);
  const home = { store: new Store({ connection, callWS }, new Kept("", undefined)) };
  return { home, addController: vi.fn(), removeController: vi.fn(), requestUpdate: vi.fn(), updateComplete: Promise.resolve(true) };
}

test("what changes without a play is asked again and again while it is shown, no longer", async () => {
  const asked = new Asked(host(), () => ({ type: "spindle/services" }), false, 20_000);
  asked.hostConnected();
  asked.hostUpdate();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toBe(4);
  asked.hostDisconnected();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toBe(4);
});

test("what only plays change is asked once", async () => {
  const asked = new Asked(host(), () => ({ type: "spindle/top" }));
  asked.hostConnected();
  asked.hostUpdate();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toBe(1);
  asked.hostDisconnected();
});
