// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { enPages as words } from "../src/texts/en-pages";
import { en } from "../src/texts/en";
import { House, refuse, until, type Answers } from "./house";

const PAGES = ["", "top", "history", "discover", "services", "lidarr", "import", "playlists"];
const NOTHING = { plays: 0, seconds: 0, unknown_time: 0, previous_plays: null, previous_seconds: null, plays_change: null, seconds_change: null };
const NO_TOP = { kind: "artist", figure: "plays", plays: 0, seconds: 0, rows: [] };
const OVERVIEW = {
  today: NOTHING,
  totals: NOTHING,
  artists: NO_TOP,
  albums: NO_TOP,
  tracks: NO_TOP,
  clock: { plays: Array(168).fill(0), seconds: Array(168).fill(0) },
  heat_map: { first: null, plays: [], seconds: [] },
  discovery: { step: "month", starts: [], artists: [], new_plays: [], known_plays: [], new_share: null, score: null, reading: "unknown" },
  streaks: { current: null, longest: null, played_today: false, ends_at: null, days: 0 },
  on_this_day: [],
  recent: [],
};
const PLAY = {
  id: 1,
  played_at: Date.now() / 1000 - 600,
  track_id: 1,
  title: "Sinnerman",
  artist_id: 1,
  artist: "Nina Simone",
  album_id: 1,
  album: "Pastel Blues",
  service: "spotify",
  speaker: "a",
  room: "Kitchen",
  station: null,
  kind: "music",
  duration: 600,
  listened: 600,
  source: "sonos",
  others: [],
  lidarr: "available",
  cover: "/api/spindle/cover/a/b",
};
const INFO = {
  version: "1",
  frontend: null,
  entries: [],
  store: { state: "ready", waiting: 0 },
  problems: [],
  viewer: { administrator: true, sees_history: true, sees_all_rooms: true },
  history: { recording: true, holds: { plays: 1, seconds: 600, first_at: 1 }, services: [], rooms: [] },
};
const WANTED = { id: 1, kind: "album", artist: "Björk", album: "Homogenic", mbid: "m", artist_id: 1, album_id: 1, status: "failed", reason: "refused", message: "Lidarr refuses it.", detail: null, evidence: null, progress: null, last_error: null, next_attempt_at: null };
const QUEUE = {
  state: { phase: "backpressure", hold: "full", since: Date.now() / 1000 - 60, message: "Its queue is full.", detail: null, cap: 4, depth: 4, reserved: 0, waiting: 9, counts: { failed: 1 }, next_wake_at: null, per_hour: null, done_at: null, stuck: null },
  tab: "failed",
  offset: 0,
  total: 1,
  items: [WANTED],
};
const FILLED: Answers = {
  "spindle/info": INFO,
  "spindle/recent": { plays: [PLAY], before: null },
  "spindle/top": { ...NO_TOP, kind: "album", plays: 2, rows: [{ rank: 1, id: 7, name: "Homogenic", artist: "Björk", artist_id: 1, plays: 2, seconds: 600, share: 1, movement: "new", previous_rank: null, lidarr: "downloading", cover: "/api/spindle/cover/c/d" }] },
  "spindle/queue": QUEUE,
  "spindle/services": { completing: true, services: [], off: [{ service: "coverartarchive", name: "Cover Art Archive", host: "coverartarchive.org" }], backlog: null, coverage: [] },
  "spindle/imports/list": { imports: [] },
  "spindle/playlists": { recipes: [] },
};

describe.each(PAGES)("the page %j", (page) => {
  test("holds the place of what is not known yet", async () => {
    const house = new House(page);
    await until(() => expect(house.all(".bone").length).toBeGreaterThan(0));
  });

  test("says why there is no answer, and asks again", async () => {
    const house = new House(page, { otherwise: refuse("home_assistant_error", "The disk is full.") });
    await house.reads("The disk is full.", en.again);
    const before = house.asked.length;
    house.press(en.again);
    await until(() => expect(house.asked.length).toBeGreaterThan(before));
  });

  test("says who may see it", async () => {
    const house = new House(page, { otherwise: refuse("unauthorized") });
    await house.reads(en.not_allowed_text);
  });

  test("leads to where it is set up", async () => {
    const house = new House(page, { otherwise: refuse("not_found") });
    await house.reads(en.not_running);
    expect(house.all<HTMLAnchorElement>("a.strong").map(({ href }) => new URL(href).pathname)).toContain("/config/integrations/integration/spindle");
  });

  test("stays as it was while the connection is lost", async () => {
    const house = new House(page, { answers: FILLED, isConnected: false });
    await house.reads(words.offline);
  });
});

test("another build than the installed one asks to be reloaded", async () => {
  const house = new House("", { live: { frontend: "another" } });
  await house.reads(words.updated, words.reload);
});

test("that nothing is recorded is said on every page", async () => {
  const house = new House("top", { live: { history: { running: true, seen: true, recording: false } } });
  await house.reads(words.recording_off);
});

test("it speaks the person's language", async () => {
  const house = new House("playlists", { answers: FILLED, language: "de-AT" });
  await house.reads("Noch keine Playlists");
});

test("whoever's language it does not speak reads English, and English figures of time among it", async () => {
  const now = Date.now() / 1000;
  const live = { rooms: [{ id: "a", name: "Kitchen", phase: "listening" as const, title: "Sinnerman", artist: "Nina Simone", counts_at: now + 60 }] };
  const answers = { "spindle/insights": { window: { start: null, end: null }, generation: 0, answers: { overview: { ...OVERVIEW, totals: { ...NOTHING, plays: 1, seconds: 7_200 } } } } };
  const house = new House("", { answers, live, language: "he" });
  await house.reads("you listened for 2 hours", "counts at");
  expect(house.panel.lang).toBe("en");
});

test("of which part of the plays the time is not known is said wherever it is told", async () => {
  const insights = (answers: object) => ({ "spindle/insights": { window: { start: null, end: null }, generation: 0, answers } });
  const overview = (unknown_time: number) => insights({ overview: { ...OVERVIEW, totals: { ...NOTHING, plays: 3, seconds: 7_200, unknown_time } } });
  await new House("", { answers: overview(0.34) }).reads("you listened for 2 hours at least.", "of 34% of the plays unknown");
  const known = new House("", { answers: overview(0.001) });
  await known.reads("you listened for 2 hours.");
  expect(known.text).not.toContain("unknown");
  const top = (figure: string) => ({ "spindle/top": { ...(FILLED["spindle/top"] as object), figure, unknown_time: 0.5 } });
  await new House("top?by=seconds", { answers: top("seconds") }).reads("Of 50% of the plays nobody knows how long");
  const plays = new House("top", { answers: top("plays") });
  await plays.reads("Homogenic");
  expect(plays.text).not.toContain("nobody knows");
});

test("who was heard for the first time is named, and leads to a sheet", async () => {
  const discovery = { ...OVERVIEW.discovery, new_share: 0.1, score: 50, reading: "curious" };
  const nothing = { genre_evolution: { genres: [], others: [], starts: [] }, genres: { plays: 0, genres: [], unknown: 0, diversity: { reading: "unknown", genres: 0 } }, forgotten: [], era: { eras: [], middle: null, unknown: 1 } };
  const answers = (newcomers: object[]) => ({ "spindle/insights": { window: { start: null, end: null }, generation: 0, answers: { ...nothing, discovery, newcomers } } });
  const house = new House("discover", { answers: answers([{ id: 9, name: "Slowdive", first_at: 1_700_000_000, plays: 12 }]) });
  await house.reads("a score of 50 of 100", words.newcomers, "Slowdive", "first heard Nov 14, 2023", "12");
  expect(house.all<HTMLAnchorElement>("a.one").map(({ href }) => new URL(href).search)).toEqual(["?kind=artists&open=9"]);
  await new House("discover", { answers: answers([]) }).reads(words.newcomers_none);
});

test("an empty history says how to begin", async () => {
  const answers = { "spindle/insights": { window: { start: null, end: null }, generation: 0, answers: { overview: OVERVIEW } } };
  await new House("", { answers }).reads(words.empty, words.to_import);
  const guest = new House("", { answers, isAdministrator: false });
  await guest.reads(words.empty);
  expect(guest.text).not.toContain(words.to_import);
});

test("a chart shows covers and how far each album is in Lidarr", async () => {
  const house = new House("top?kind=albums", { answers: FILLED });
  await house.reads("Homogenic", "Björk");
  expect(house.all<HTMLImageElement>("img").map((one) => one.getAttribute("src"))).toEqual(["/api/spindle/cover/c/d"]);
  expect(house.all("ha-icon[role=img]").map((one) => one.title)).toEqual(["Lidarr: downloading"]);
});

test("a long chart holds the places of its rows, and draws them all", async () => {
  const [row] = (FILLED["spindle/top"] as { rows: object[] }).rows;
  const rows = Array.from({ length: 50 }, (_, number) => ({ ...row, rank: number + 1, id: number, name: `Album ${number}` }));
  const house = new House("top?kind=albums", { answers: { "spindle/top": { ...NO_TOP, kind: "album", rows } } });
  await house.reads("Album 0");
  const list = house.all("ol")[0]!;
  expect(list.children.length).toBeLessThan(50);
  expect(list.style.getPropertyValue("--rows")).toBe("50");
  await house.reads("Album 49");
  expect(house.all<HTMLAnchorElement>("ol a").map((one) => new URL(one.href).searchParams.get("open"))).toEqual(rows.map(({ id }) => String(id)));
});

test("genres move, and each opens in a sheet with who plays it and the way to hide it", async () => {
  const diversity = { reading: "devoted", genres: 1, effective: 1, evenness: 1 };
  const jazz = { name: "jazz", plays: 12.4, seconds: 3600, of_plays: 0.31, movement: "up", previous_rank: 4 };
  const page = { ...jazz, rank: 1, artists: 3, leaders: [{ key: 7, name: "Nina Simone", plays: 8.2, seconds: 2400 }] };
  const answers = { "spindle/insights": { window: { start: null, end: null }, generation: 0, answers: { genres: { plays: 40, unknown_time: 0.25, genres: [jazz], unknown: 0, diversity }, genre: page } }, hide: { response: { count: 12 } } };
  const house = new House("top?kind=genres&by=seconds&period=all", { answers });
  await house.reads("25%", "jazz", "31%", "▲3", "1 hr");
  expect(house.asked.at(-1)).toMatchObject({ questions: [{ question: "genres", figure: "seconds" }], period: "all" });
  const [row] = house.all<HTMLAnchorElement>(".genre a");
  history.replaceState(null, "", row!.href);
  window.dispatchEvent(new CustomEvent("location-changed"));
  await house.reads("In all the time", "#1", "3 artists", "Nina Simone", "Hide jazz");
  expect(house.asked.at(-1)).toMatchObject({ questions: [{ question: "genre", genre: "jazz" }], period: "all" });
  expect(house.all<HTMLAnchorElement>("spindle-drawer li a").map(({ href }) => new URL(href).search)).toEqual(["?kind=artists&period=all&open=7"]);
  house.press("Hide jazz");
  await house.reads("12 plays, and all to come");
  expect((await house.sent("hide")).service_data).toEqual({ genre: "jazz", dry_run: true });
});

test("nothing played in a period is no error", async () => {
  await new House("top", { answers: { "spindle/top": NO_TOP } }).reads(words.another_period);
});

test("plays are deleted by administrators alone", async () => {
  const house = new House("history", { answers: FILLED });
  await house.reads("Sinnerman", "Nina Simone", words.choose);
  expect(house.all("ha-icon[role=img]").map((one) => one.title)).toEqual(["Lidarr: available"]);
  const guest = new House("history", { answers: FILLED, isAdministrator: false });
  await guest.reads("Sinnerman");
  expect(guest.text).not.toContain(words.choose);
  expect(guest.all(`[title="${words.delete}"]`)).toHaveLength(0);
});

test("what becomes of what plays is told first, and a memory says how its track stands in Lidarr", async () => {
  const now = Date.now() / 1000;
  const live = { rooms: [{ id: "a", name: "Kitchen", phase: "counted" as const, title: "Sinnerman", artist: "Nina Simone", service: "spotify", started_at: now }] };
  const named = { id: 1, name: "Alison", artist: "Slowdive", plays: 3 };
  const memory = { day: "2020-11-23", years_ago: 6, plays: 3, seconds: 600, artists: [{ ...named, name: "Slowdive", artist: null }], tracks: [{ ...named, lidarr: "downloading" }] };
  const overview = { ...OVERVIEW, totals: { ...NOTHING, plays: 1, seconds: 1 }, on_this_day: [memory] };
  const house = new House("", { live, answers: { "spindle/insights": { window: { start: null, end: null }, generation: 0, answers: { overview } } } });
  await house.reads("counted · Kitchen · Spotify", "mostly Slowdive · Alison");
  expect(house.all(".memories ha-icon[role=img]").map((one) => one.title)).toEqual(["Lidarr: downloading"]);
});

test("an hour of the record leads to what was played in it", async () => {
  const plays = Array.from({ length: 168 }, (_, hour) => (hour === 5 * 24 + 20 ? 12 : 0));
  const overview = { ...OVERVIEW, totals: { ...NOTHING, plays: 12, seconds: 1 }, clock: { plays, seconds: plays } };
  const answers = { ...FILLED, "spindle/insights": { window: { start: null, end: null }, generation: 0, answers: { overview } } };
  const house = new House("", { answers });
  await until(() => expect(house.all("spindle-clock .plot").length).toBe(1));
  for (const key of ["ArrowRight", "Enter"]) house.all("spindle-clock .plot")[0]!.dispatchEvent(new KeyboardEvent("keydown", { key }));
  await house.reads("Saturday, 20:00", "Sinnerman");
  expect(await house.sent("spindle/recent")).toMatchObject({ week_hour: 140 });
  house.press("Saturday, 20:00");
  await until(() => expect(house.asked.at(-1)).not.toHaveProperty("week_hour"));
});

test("what is hidden is listed for administrators, and shown again once they are asked", async () => {
  const rule = { rule: 3, artist: "Miles Davis", genre: null, room: "Kitchen", start_time: "22:30", end_time: "06:00", note: "The alarm", made_at: "2026-11-01T12:00:00+01:00" };
  const answers = { ...FILLED, get_hide_rules: { response: { rules: [rule] } }, unhide: { response: { count: 12 } } };
  const house = new House("history?show=hidden", { answers });
  await house.reads("Miles Davis · in Kitchen · from 22:30 to 06:00", "The alarm · since Nov 1, 2026");
  house.press(words.show_again);
  await house.reads("Show again: Miles Davis, in Kitchen, from 22:30 to 06:00?", "brings back 12 plays");
  expect((await house.sent("unhide")).service_data).toEqual({ rule: 3, dry_run: true });
  house.all("spindle-confirm .strong")[0]!.click();
  await until(() => expect(house.asked.filter(({ service }) => service === "get_hide_rules")).toHaveLength(2));
  expect((await house.sent("unhide")).service_data).toEqual({ rule: 3 });
  const guest = new House("history?show=hidden", { answers, isAdministrator: false });
  await guest.reads("Sinnerman");
  expect(guest.text).not.toContain(words.hidden);
});

test("what is off is told with the way to turn it on", async () => {
  await new House("services", { answers: FILLED }).reads("Cover Art Archive", "coverartarchive.org", words.to_settings);
  const guest = new House("services", { answers: FILLED, isAdministrator: false });
  await guest.reads("Cover Art Archive");
  expect(guest.text).not.toContain(words.to_settings);
});

test("Lidarr's page says since when it waits, and lets administrators decide", async () => {
  const house = new House("lidarr?list=failed", { answers: { ...FILLED, retry_failed: { response: {} } } });
  await house.reads("Its queue is full.", "nothing is lost", "Lidarr refuses it.", words.decide_retry);
  house.press(`${words.decide_retry}: Homogenic`);
  expect((await house.sent("retry_failed")).service_data).toEqual({ ids: [1] });
  const guest = new House("lidarr?list=failed", { answers: FILLED, isAdministrator: false });
  await guest.reads("Homogenic");
  expect(guest.text).not.toContain(words.decide_retry);
});

test("Lidarr's lists are asked for again when the first word after opening says that they changed", async () => {
  const lidarr = (waiting: number) => ({ phase: "idle", waiting }) as never;
  const house = new House("lidarr", { answers: FILLED, live: { lidarr: lidarr(1) } });
  await house.reads("Its queue is full.");
  const asked = () => house.asked.filter(({ type }) => type === "spindle/queue").length;
  const before = asked();
  house.push({ lidarr: lidarr(2) });
  await until(() => expect(asked()).toBe(before + 1));
});

test("a long list of Lidarr's goes on behind what one answer holds", async () => {
  const items = Array.from({ length: 200 }, (_, id) => ({ ...WANTED, id, album: `Album ${id}` }));
  const house = new House("lidarr?list=failed", { answers: { "spindle/queue": { ...QUEUE, total: 450, items } } });
  await house.reads("Album 199", words.show_more);
  for (const limit of [100, 150, 200]) {
    house.press(words.show_more);
    await until(() => expect(house.asked.at(-1)).toMatchObject({ offset: 0, limit }));
  }
  await house.reads("1 to 200 of 450");
  house.press(words.list_next);
  await until(() => expect(house.asked.at(-1)).toMatchObject({ offset: 200, limit: 200 }));
  const end = new House("lidarr?list=failed", { answers: { "spindle/queue": { ...QUEUE, offset: 400, total: 450, items: items.slice(150) } } });
  await end.reads("401 to 450 of 450", words.list_first);
  expect(end.text).not.toContain(words.list_next);
});

test("without Lidarr, and without an import, it is said what there could be", async () => {
  await new House("lidarr", { answers: { "spindle/queue": { state: null, tab: "waiting", offset: 0, total: 0, items: [] } } }).reads(words.lidarr_none, words.lidarr_set_up);
  await new House("import", { answers: FILLED }).reads(words.imports_none, words.import_drop);
});

test("imports are for administrators, and so is their tab", async () => {
  const guest = new House("", { isAdministrator: false });
  await guest.reads(words.page_playlists);
  expect(guest.all("nav a").map((one) => one.getAttribute("href"))).not.toContain("/listening/import");
});
