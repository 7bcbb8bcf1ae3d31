// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { Bars } from "../src/charts/bars";
import { Hours } from "../src/charts/hours";
import { Stream } from "../src/charts/stream";
import type { Home } from "../src/lib/home";

const WIDTH = 640;
const FIGURES = [3, 0, 5, 2];
const HOUR = 3600;

/** As much of a home as a chart asks for. */
function homeOf(isRightToLeft: boolean): Home {
  const format = { number: String, percent: String, time: (at: number) => `${at / HOUR} h` };
  const say = (key: string, { from, until, plays }: Record<string, string> = {}) => (from ? `${from} to ${until}: ${plays}` : key);
  return { isRightToLeft, format, say, count: (_: string, count: number) => String(count) } as unknown as Home;
}

/** Draws a chart that is as wide as it takes itself to be, points at it, and reads its line. */
async function pointedAt<T extends Bars | Hours | Stream>(chart: T, isRightToLeft: boolean, clientX: number): Promise<string> {
  chart.home = homeOf(isRightToLeft);
  document.body.replaceChildren(chart);
  await chart.updateComplete;
  const drawing = chart.renderRoot.querySelector<SVGElement>(".plot svg")!;
  drawing.getBoundingClientRect = () => ({ left: 0, right: WIDTH, width: WIDTH }) as DOMRect;
  drawing.dispatchEvent(new PointerEvent("pointermove", { clientX, bubbles: true }));
  await chart.updateComplete;
  return chart.renderRoot.querySelector(".read")!.textContent!;
}

function bars(): Bars {
  const chart = document.createElement("spindle-bars") as Bars;
  chart.bars = FIGURES.map((value, number) => ({ short: () => "", long: () => `bar ${number}`, value }));
  return chart;
}

function stream(): Stream {
  const chart = document.createElement("spindle-stream") as Stream;
  chart.steps = FIGURES.map((_, number) => `step ${number}`);
  chart.courses = [{ name: "jazz", figures: FIGURES }];
  chart.line = "all of it";
  return chart;
}

test.each([
  [false, 40, "bar 0: 3"],
  [false, 639, "bar 3: 2"],
  [false, 10, "bars_summary"],
  [true, 600, "bar 0: 3"],
  [true, 1, "bar 3: 2"],
])("the bar under the pointer is read, right to left %s, at %i", async (isRightToLeft, at, told) => {
  expect(await pointedAt(bars(), isRightToLeft, at)).toBe(told);
});

test.each([
  [false, 0, "step 0: jazz 1"],
  [false, 420, "step 2: jazz 1"],
  [true, 0, "step 3: jazz 1"],
])("the step of a stream nearest to the pointer is read, right to left %s, at %i", async (isRightToLeft, at, told) => {
  expect(await pointedAt(stream(), isRightToLeft, at)).toBe(told);
});

function hours(): Hours {
  const chart = document.createElement("spindle-hours") as Hours;
  chart.starts = FIGURES.map((_, number) => number * HOUR);
  chart.plays = FIGURES;
  return chart;
}

test.each([
  [false, 0, "0 h to 1 h: 3"],
  [false, 639, "3 h to 4 h: 2"],
  [true, 639, "0 h to 1 h: 3"],
])("the hour under the pointer is read, right to left %s, at %i", async (isRightToLeft, at, told) => {
  expect(await pointedAt(hours(), isRightToLeft, at)).toBe(told);
});

test("hours are brushed by dragging, one is picked by a click, and the click that ends a brush picks none", async () => {
  const chart = hours();
  const spans: unknown[] = [];
  chart.addEventListener("spindle-span", (event) => spans.push((event as CustomEvent).detail));
  await pointedAt(chart, false, 0);
  const drawing = chart.renderRoot.querySelector<SVGElement>(".plot svg")!;
  drawing.setPointerCapture = () => {};
  const press = (types: Record<string, number>) => {
    for (const [type, clientX] of Object.entries(types)) drawing.dispatchEvent(new PointerEvent(type, { clientX, bubbles: true }));
  };
  press({ pointerdown: 200, pointermove: 500, pointerup: 500, click: 500 });
  press({ pointerdown: 10, pointerup: 10, click: 10 });
  expect(spans).toEqual([{ start: HOUR, end: 4 * HOUR }, { start: 0, end: HOUR }]);
});
