// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { enPages as words } from "../src/texts/en-pages";
import { House, refuse, until, type Answers } from "./house";

const PLAN = {
  tracks: 1000,
  listed: 940,
  left_out: { unknown_genre: 31, surplus: 29, excluded: 0 },
  unknown_percent: 3.1,
  folded: { "trip hop": "electronic" },
  too_small: ["polka"],
  calls: { sonos: 212 },
  days: 1.4,
  changes: { m3u8: { created: 2, changed: 0, unchanged: 0, removed: 0, missing_tracks: 3, deleted_by_person: 0, calls: 0, problems: [] } },
  problems: [{ key: "unreadable", message: "One file cannot be read." }],
};
const LISTS = Array.from({ length: 14 }, (_, number) => ({ name: `Rock #${number + 1}`, tracks: 40 + number }));
const RECIPE = { id: "r", name: "At home", sources: ["files", "history"], targets: ["m3u8"], report: null, lists: [] };
const DONE = { state: "done", asked_at: 1, finished_at: Date.now() / 1000 - 60, until: null, message: null, plan: PLAN };
const idle = { id: "r", state: null, until: null, finished_at: null, progress: null };
const running = { ...idle, state: "running", progress: { phase: "genres", percent: 62.4, counts: { scanned: 1000, judged: 4 }, done_at: Date.now() / 1000 + 600 } };

const answers = (report: object | null, lists: object[] = [], more: Answers = {}): Answers => ({
  "spindle/playlists": { recipes: [{ ...RECIPE, report, lists }] },
  ...more,
});

test("a recipe that was never made says what to do", async () => {
  const house = new House("playlists", { answers: answers(null), live: { playlists: [idle] } });
  await house.reads("At home", "From audio files, the history to M3U8 files", words.run_never, words.run_rehearse, words.run_start, words.playlists_configure);
});

test("a report tells lists, what is left out and why, what was folded and what is wrong", async () => {
  const house = new House("playlists", { answers: answers(DONE, LISTS), live: { playlists: [{ ...idle, state: "done" }] } });
  await house.reads("made", "940 of 1,000", "3%", "about 212", "2 days", "Rock #1", "2 more lists", "31 tracks", "nobody knows their genre");
  await house.reads("folded into the one above: 1.", "trip hop → electronic", "polka: in no list", "2 new, 3 entries it does not have", "One file cannot be read.");
  expect(house.text).not.toContain(words.left_out_excluded);
});

test("a run shows its phase, how far it is and when it is done, and can be stopped", async () => {
  const house = new House("playlists", { answers: answers({ ...DONE, state: "running", plan: null }, [], { cancel_playlists: { response: { count: 1 } } }), live: { playlists: [running] } });
  await house.reads(words.run_phase_genres, "62%", "Done about", "read 1,000");
  expect(house.all("[role=progressbar]").map((one) => one.getAttribute("aria-valuenow"))).toEqual(["62"]);
  expect(house.text).not.toContain(words.run_start);
  house.press(words.stop);
  expect((await house.sent("cancel_playlists")).service_data).toEqual({ name: "r" });
});

test("reports are asked for when a run turns to something else, not while it goes on", async () => {
  const house = new House("playlists", { answers: answers(DONE, LISTS), live: { playlists: [running] } });
  await house.reads(words.run_phase_genres);
  const times = () => house.asked.filter(({ type }) => type === "spindle/playlists").length;
  house.push({ playlists: [{ ...running, progress: { ...running.progress, percent: 70 } }] });
  await house.reads("70%");
  expect(times()).toBe(1);
  house.push({ playlists: [{ ...idle, state: "done" }] });
  await until(() => expect(times()).toBe(2));
  // The next one was over before anybody heard of it.
  house.push({ playlists: [{ ...idle, state: "done", finished_at: 2 }] });
  await until(() => expect(times()).toBe(3));
});

test("the first that is told after the page was opened counts, too", async () => {
  const house = new House("playlists", { answers: answers(DONE, LISTS), live: { playlists: [{ ...idle, state: "done", finished_at: 1 }] } });
  await house.reads("Rock #1");
  house.push({ playlists: [{ ...idle, state: "done", finished_at: 2 }] });
  await until(() => expect(house.asked.filter(({ type }) => type === "spindle/playlists")).toHaveLength(2));
});

test("a household without recipes is not asked about them again and again", async () => {
  const house = new House("playlists", { answers: { "spindle/playlists": { recipes: [] } } });
  await house.reads(words.playlists_none);
  for (const isRecording of [false, true, false]) house.push({ history: { running: true, seen: true, recording: isRecording } });
  await house.reads(words.recording_off);
  expect(house.asked.filter(({ type }) => type === "spindle/playlists")).toHaveLength(1);
});

test("what is planned is told, and nothing is done", async () => {
  const plan = { response: { dry_run: true, ...PLAN, playlists: LISTS.slice(0, 3) } };
  const house = new House("playlists", { answers: answers(null, [], { generate_playlists: plan }), live: { playlists: [idle] } });
  await house.reads(words.run_rehearse);
  house.press(words.run_rehearse);
  await house.reads(words.run_would, words.import_nothing_yet, "Rock #3");
  expect((await house.sent("generate_playlists")).service_data).toEqual({ name: "r", dry_run: true });
  house.press(words.close);
  await until(() => expect(house.text).not.toContain(words.run_would));
});

test("why it cannot be made is a sentence, and so is why it waits", async () => {
  const refused = { generate_playlists: refuse("service_validation_error", "These playlists cannot be made: no folder.") };
  const parked = { ...DONE, state: "parked", until: Date.now() / 1000 + 900, message: "The drive does not answer.", plan: null };
  const house = new House("playlists", { answers: answers(null, [], refused), live: { playlists: [idle] } });
  await house.reads(words.run_start);
  house.press(words.run_start);
  await house.reads("These playlists cannot be made: no folder.");
  const waiting = new House("playlists", { answers: answers(parked), live: { playlists: [{ ...idle, state: "parked" }] } });
  await waiting.reads("The drive does not answer.", "It goes on at", words.stop);
});

test("what waits tells what it has written, and what a service does not know", async () => {
  const known = { matched: 900, ambiguous: 3, unmatched: 0, pending: 70, examples: [{ artist: "Air", title: "Radian", candidates: ["Radian (Live)"] }] };
  const done = { spotify: { ...PLAN.changes.m3u8, identified: known } };
  const parked = { ...DONE, state: "parked", until: Date.now() / 1000 + 900, message: "Spotify said no.", done };
  const house = new House("playlists", { answers: answers(parked, LISTS), live: { playlists: [{ ...idle, state: "parked" }] } });
  await house.reads(words.run_so_far, "900 found there, 70 still to look up, 3 unclear", "Air – Radian (maybe Radian (Live))");
  expect(house.text).not.toContain("not there");
});

test("others see all of it and change nothing", async () => {
  const house = new House("playlists", { answers: answers(DONE, LISTS), isAdministrator: false });
  await house.reads("At home", "Rock #1");
  for (const deed of [words.run_start, words.run_rehearse, words.playlists_configure]) expect(house.text).not.toContain(deed);
  const empty = new House("playlists", { answers: { "spindle/playlists": { recipes: [] } }, isAdministrator: false });
  await empty.reads(words.playlists_none);
  expect(empty.all("a.strong")).toHaveLength(0);
});
