import { expect, test } from "vitest";
import { dateOf, Format, isoOf } from "../src/lib/format";

const format = (locale: object = {}, zone = "Europe/Berlin") => new Format({ language: "en-GB", ...locale }, zone);
/** 1 March 2026, 23:30 UTC. */
const LATE = Date.UTC(2026, 2, 1, 23, 30) / 1000;

test("a moment belongs to the day of Home Assistant's zone", () => {
  expect(format().dayOf(LATE)).toBe("2026-03-02");
  expect(format({}, "America/New_York").dayOf(LATE)).toBe("2026-03-01");
});

test("a moment is written in that zone, too", () => {
  expect(format().time(LATE)).toBe("00:30");
  expect(format({ time_format: "12" }).time(LATE)).toMatch(/12:30\sam/i);
});

test("of today the time is enough", () => {
  expect(format().moment(LATE, LATE + 60)).toBe("00:30");
  expect(format().moment(LATE, LATE + 90_000)).toContain("2 Mar");
});

test.each([
  ["language", "de", "1.234,5"],
  ["comma_decimal", "de", "1,234.5"],
  ["decimal_comma", "en", "1.234,5"],
  ["space_comma", "en", "1 234,5"],
  ["none", "en", "1234.5"],
])("numbers are written as chosen: %s", (number_format, language, written) => {
  expect(format({ number_format, language }).number(1234.5, 1).replaceAll(/\s/g, " ")).toBe(written);
});

test.each([
  [0, "0 min"],
  [59 * 60, "59 min"],
  [3600, "1 hr"],
  [5400, "1 hr 30 min"],
  [90_000, "25 hr"],
])("%s seconds are %s", (seconds, written) => {
  expect(format({ language: "en" }).duration(seconds).replaceAll("\u00a0", " ")).toBe(written);
});

test("changes have a sign", () => {
  expect(format({ language: "en" }).change(0.124)).toBe("+12%");
  expect(format({ language: "en" }).change(-0.5)).toBe("-50%");
  expect(format({ language: "en" }).change(0)).toBe("0%");
});

test("small shares are not nothing", () => {
  expect(format({ language: "en" }).percent(0.004)).toBe("0.4%");
  expect(format({ language: "en" }).percent(0.31)).toBe("31%");
});

test.each([
  ["sunday", "de", 6],
  ["saturday", "de", 5],
  ["language", "de", 0],
  ["language", "en-US", 6],
])("the week begins as chosen: %s, %s", (first_weekday, language, day) => {
  expect(format({ first_weekday, language }).firstWeekday).toBe(day);
});

test("weekdays and hours have names", () => {
  expect(format({ language: "de" }).weekday(0)).toBe("Montag");
  expect(format().hour(7)).toBe("07:00");
  const clock = format({ time_format: "12", language: "en" });
  expect([19, 22.5, 7].map((hour) => clock.hour(hour).replace(/\s/, " "))).toEqual(["7 PM", "10:30 PM", "7 AM"]);
  expect(format().hour(22.25)).toBe("22:15");
});

test("words are of the language that is spoken, all else is as the person wants it", () => {
  const home = new Format({ language: "he", time_format: "12", number_format: "decimal_comma" }, "Europe/Berlin", "en");
  expect(home.day("2026-03-29", "short")).toBe("Mar 29, 2026");
  expect(home.weekday(0)).toBe("Monday");
  expect(home.time(LATE)).toMatch(/^12:30\sAM$/);
  expect(home.firstWeekday).toBe(6);
  expect(home.duration(9_000_000).replaceAll("\u00a0", " ")).toBe("2.500 hr");
  expect(format({ language: "de", number_format: "comma_decimal" }).duration(5400, "long")).toBe("1 Stunde 30 Minuten");
});

test("days of the calendar are the same everywhere", () => {
  expect(isoOf(dateOf("2026-03-29"))).toBe("2026-03-29");
  expect(format({}, "Pacific/Kiritimati").day("2026-03-29", "short")).toBe("29 Mar 2026");
});
