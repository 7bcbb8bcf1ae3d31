// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import type { CardConfig } from "../src/cards/card";
import "../src/entry/cards";
import { cardTexts } from "../src/texts/cards";
import { de } from "../src/texts/de";
import { en } from "../src/texts/en";
import { sampleTexts } from "../src/texts/samples";
import { House, refuse, until, type Answers } from "./house";

type Told = Record<string, unknown>;

interface Field {
  name: string;
  selector: { select?: { options: { value: string; label: string }[] } };
}

interface CardElement extends HTMLElement {
  setConfig(config: CardConfig): void;
  getCardSize(): number;
  getGridOptions(): { columns: number; min_columns: number; min_rows: number };
}

interface CardClass {
  new (): CardElement;
  getStubConfig(): object;
  getConfigForm(): { schema: Field[]; computeLabel(field: Field): string };
}

interface Case {
  card: keyof typeof DATA;
  message: string;
  /** What is read of the data, when there is none, and of a sample. */
  full: string;
  empty: string;
  sample: string;
  fields: string[];
}

const DAY = 86_400_000;
const PLAY = { id: 1, played_at: 1, title: "Sinnerman", artist: "Nina Simone", album: null, room: "Kitchen", others: [] };
const ROW = { id: 1, rank: 1, name: "Björk", artist: null, artist_id: null, plays: 2, seconds: 1, share: 1, movement: null, previous_rank: null };
const STANDING = { service: "musicbrainz", name: "MusicBrainz", host: "", state: "ok", until: null, why: null, waiting: 0, spent: {}, budgets: {} };
/** An answer with something in it, and one with nothing. */
const DATA: Record<"recent" | "top" | "clock" | "calendar" | "services", [some: Told, none: Told]> = {
  recent: [{ plays: [PLAY] }, { plays: [] }],
  top: [{ rows: [ROW] }, { rows: [] }],
  clock: [insights("clock", { plays: Array.from({ length: 168 }, (_, hour) => (hour === 20 ? 3 : 0)) }), insights("clock", { plays: Array(168).fill(0) })],
  calendar: [insights("heat_map", { first: new Date(Date.now() - DAY).toISOString().slice(0, 10), plays: [7, 0] }), insights("heat_map", { first: null, plays: [] })],
  services: [{ services: [STANDING], off: [], backlog: null, coverage: [] }, { services: [], off: [], backlog: null, coverage: [] }],
};
const { en: samples, de: beispiele } = sampleTexts;
const CASES: Case[] = [
  { card: "recent", message: "spindle/recent", full: "Sinnerman", empty: en.nothing_heard, sample: samples.tracks, fields: ["title", "count"] },
  { card: "top", message: "spindle/top", full: "Björk", empty: en.nothing_played, sample: samples.artists, fields: ["title", "kind", "period", "count"] },
  { card: "clock", message: "spindle/insights", full: "Most around 20:00 on Monday", empty: en.nothing_played, sample: "Most around 20:00 on Sunday", fields: ["title", "period"] },
  { card: "calendar", message: "spindle/insights", full: "7 plays", empty: en.nothing_played, sample: "Most on ", fields: ["title"] },
  { card: "services", message: "spindle/services", full: "MusicBrainz", empty: en.recording_on, sample: samples.service, fields: ["title"] },
];

function insights(question: string, answer: object): Told {
  return { window: {}, generation: 0, answers: { [question]: answer } };
}

/** Looks at a card on a dashboard, or in the picker. */
function look(card: string, setting: ConstructorParameters<typeof House>[1] = {}, where: "dashboard" | "picker" = "dashboard"): House {
  const element = document.createElement(`spindle-${card}-card`) as CardElement;
  element.setConfig({ type: `custom:spindle-${card}-card` });
  const around = document.createElement(where === "picker" ? "hui-card-picker" : "hui-view");
  const preview = document.createElement("hui-card");
  around.attachShadow({ mode: "open" }).append(preview);
  preview.append(element);
  return new House("", setting, element, around);
}

function classOf(card: string): CardClass {
  return customElements.get(`spindle-${card}-card`) as unknown as CardClass;
}

const said = (text: string) => text.replace("{number}", "1");

afterEach(() => document.documentElement.removeAttribute("lang"));

describe.each(CASES)("the card $card", ({ card, message, full, empty, sample, fields }) => {
  const [some, none] = DATA[card];

  test("holds the place of what is not known yet, and does not say that it is nothing", async () => {
    const house = look(card);
    await house.sent(message);
    await until(() => expect(house.all(".bone").length).toBeGreaterThan(0));
    expect(house.text).not.toContain(en.nothing_played);
    expect(house.text).not.toContain(en.nothing_heard);
  });

  test("shows what it is told, and no place is held any more", async () => {
    const house = look(card, { answers: { [message]: some } });
    await house.reads(full);
    expect(house.all(".bone")).toEqual([]);
  });

  test("says that there is nothing, and shows no sample", async () => {
    const house = look(card, { answers: { [message]: none } });
    await house.reads(empty);
    expect(house.all(".bone")).toEqual([]);
    expect(house.text).not.toContain(said(sample));
  });

  test("says what went wrong, and asks again", async () => {
    const answers: Answers = { [message]: refuse("home_assistant_error", "The disk is full.") };
    const house = look(card, { answers });
    await house.reads("The disk is full.", en.again);
    answers[message] = some;
    house.press(en.again);
    await house.reads(full);
    expect(house.text).not.toContain("The disk is full.");
  });

  test("says who may see it, which asking again does not change", async () => {
    const house = look(card, { otherwise: refuse("unauthorized") });
    await house.reads(en.not_allowed_text);
    expect(house.text).not.toContain(en.again);
  });

  test("leads to where it is set up", async () => {
    const house = look(card, { otherwise: refuse("unknown_command"), language: "de" });
    await house.reads(de.not_running_text);
    expect(house.all<HTMLAnchorElement>("a.chip").map(({ href }) => new URL(href).pathname)).toEqual(["/config/integrations/integration/spindle"]);
  });

  test.each([
    ["not answered", {}],
    ["refused", { otherwise: refuse("unknown_command") }],
    ["empty", { answers: { [message]: none } }],
  ])("shows a sample in the picker where the answer is %s", async (_, setting) => {
    const house = look(card, setting, "picker");
    await house.reads(said(sample));
    expect(house.all(".bone, .chip")).toEqual([]);
  });

  test("shows what there is in the picker, too", async () => {
    const house = look(card, { answers: { [message]: some } }, "picker");
    await house.reads(full);
  });

  test("fits into every view", () => {
    const element = new (classOf(card))();
    element.setConfig({ type: "" });
    const { columns, min_columns: least, min_rows: rows } = element.getGridOptions();
    expect(least).toBeLessThanOrEqual(columns);
    expect([6, 12]).toContain(columns);
    expect(rows).toBeGreaterThan(0);
    expect(element.getCardSize()).toBeGreaterThanOrEqual(rows);
  });

  test("begins with settings that it takes, and has a form for each", async () => {
    await look(card, { language: "de", answers: { [message]: some } }).sent(message);
    const { schema, computeLabel } = classOf(card).getConfigForm();
    expect(schema.map(({ name }) => name)).toEqual(fields);
    expect(schema.map(computeLabel)).toEqual(fields.map((field) => de[`field_${field}` as keyof typeof de]));
    const stub = classOf(card).getStubConfig();
    expect(fields).toEqual(expect.arrayContaining(Object.keys(stub)));
    new (classOf(card))().setConfig({ type: "", ...stub });
  });

  test("is told in the picker in the language of the page", () => {
    const { customCards } = window as unknown as { customCards: { type: string; name: string; description: string; preview: boolean }[] };
    const [described, ...more] = customCards.filter(({ type }) => type === `spindle-${card}-card`);
    expect(more).toEqual([]);
    expect(described!.preview).toBe(true);
    for (const [language, texts] of [["en", cardTexts.en], ["de-AT", cardTexts.de!], ["nl", cardTexts.en]] as const) {
      document.documentElement.lang = language;
      expect([described!.name, described!.description]).toEqual([texts[card], texts[`${card}_text` as keyof typeof texts]]);
    }
  });
});

test.each([
  ["period", "next_year", "last_7_days"],
  ["kind", "composers", "albums"],
])("a %s that there is not is refused in the language of the page", (setting, wrong, right) => {
  const card = new (classOf("top"))();
  expect(() => card.setConfig({ type: "", [setting]: wrong })).toThrow(new RegExp(`^${setting} must be one of: .*${right}`));
  document.documentElement.lang = "de";
  expect(() => card.setConfig({ type: "", [setting]: wrong })).toThrow(new RegExp(`^${setting} muss eins davon sein: .*${right}`));
  card.setConfig({ type: "", [setting]: right });
});

test.each([
  [undefined, 5],
  [3, 3],
  ["7", 7],
  [99, 20],
  [-1, 1],
  ["many", 5],
])("%s rows are asked for as %i", async (count, limit) => {
  const card = document.createElement("spindle-top-card") as CardElement;
  card.setConfig({ type: "", count } as CardConfig);
  expect(await new House("", {}, card).sent("spindle/top")).toMatchObject({ limit });
});

test("the settings are what is asked about and what is read", async () => {
  const card = document.createElement("spindle-top-card") as CardElement;
  card.setConfig({ type: "", title: "Records", kind: "albums", period: "all" } as CardConfig);
  const house = new House("", { answers: { "spindle/top": DATA.top[0] } }, card);
  expect(await house.sent("spindle/top")).toMatchObject({ kind: "albums", period: "all" });
  await house.reads("Records", en.period_all);
  expect(house.text).not.toContain(en.top_albums);
});

test("nothing plays only where it is known that nothing does", async () => {
  const house = look("recent", { answers: { "spindle/recent": { plays: [] } } });
  await house.reads(en.nothing_playing, en.nothing_heard);
  house.push({ rooms: [{ id: "a", name: "Kitchen", phase: "listening", title: "Says", artist: "Nils Frahm", service: null, started_at: null, counts_at: null }] });
  await house.reads("Says", "Kitchen");
});

test("the calendar draws the weeks for which there is room, and says how many", async () => {
  const house = look("calendar", { answers: { "spindle/insights": DATA.calendar[0] } });
  await house.reads("Last 43 weeks");
  const { width } = house.all<HTMLElement>(".days")[0]!.style;
  expect(width).toBe("606px");
});

test("an hour of the clock leads to what was played in it", async () => {
  const house = look("clock", { answers: { "spindle/insights": DATA.clock[0] } });
  await until(() => expect(house.all("spindle-clock .plot").length).toBe(1));
  for (const key of ["ArrowRight", "Enter"]) house.all("spindle-clock .plot")[0]!.dispatchEvent(new KeyboardEvent("keydown", { key }));
  await until(() => expect(location.pathname + location.search).toMatch(/^\/listening\/history\?hour=\d+$/));
});

test("samples are named in the language of the page", async () => {
  await look("top", { language: "de", otherwise: refuse("unknown_command") }, "picker").reads(said(beispiele!.artists));
});

test.each([
  ["cards", cardTexts],
  ["samples", sampleTexts],
])("the texts of %s say the same in German", (_, { en: english, de: german }) => {
  const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const [key, text] of Object.entries(english)) {
    const same = (german as Record<string, string>)[key]!;
    expect(same.trim()).toBeTruthy();
    expect(placeholders(same)).toEqual(placeholders(text));
  }
});
