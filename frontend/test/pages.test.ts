// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { enPages as words } from "../src/texts/en-pages";
import { en } from "../src/texts/en";
import { House, refuse, until, type Answers } from "./house";

const PAGES = ["", "top", "history", "discover", "services", "lidarr", "import", "playlists"];
const NOTHING = { plays: 0, seconds: 0, previous_plays: null, previous_seconds: null, plays_change: null, seconds_change: null };
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

test("without Lidarr, and without an import, it is said what there could be", async () => {
  await new House("lidarr", { answers: { "spindle/queue": { state: null, tab: "waiting", total: 0, items: [] } } }).reads(words.lidarr_none, words.lidarr_set_up);
  await new House("import", { answers: FILLED }).reads(words.imports_none, words.import_drop);
});

test("imports are for administrators, and so is their tab", async () => {
  const guest = new House("", { isAdministrator: false });
  await guest.reads(words.page_playlists);
  expect(guest.all("nav a").map((one) => one.getAttribute("href"))).not.toContain("/listening/import");
});
