import { expect, test } from "vitest";
import { actionOf, decisionsAbout, type Decision } from "../src/lib/decisions";
import type { Wanted } from "../src/standings";

const ALBUM = { id: 7, kind: "album", artist: "Air", album: "Moon Safari", mbid: "m" } as Wanted;

test.each<[string, Decision[]]>([
  ["suggested", ["approve", "refuse"]],
  ["queued", ["cancel"]],
  ["submitted", ["cancel"]],
  ["searching", []],
  ["downloading", []],
  ["available", []],
  ["failed", ["retry", "cancel"]],
  ["not_eligible", ["approve"]],
  ["cancelled", ["approve"]],
])("of what is %s, %j can be decided", (status, decisions) => {
  expect(decisionsAbout({ ...ALBUM, status })).toEqual(decisions);
});

test("what nobody knows at MusicBrainz cannot be asked for", () => {
  expect(decisionsAbout({ ...ALBUM, mbid: null, status: "not_eligible" })).toEqual([]);
});

test("only what it is about is given up or tried again", () => {
  expect(actionOf("refuse", ALBUM)).toEqual(["cancel_queued", { ids: [7] }]);
  expect(actionOf("cancel", ALBUM)).toEqual(["cancel_queued", { ids: [7] }]);
  expect(actionOf("retry", ALBUM)).toEqual(["retry_failed", { ids: [7] }]);
  expect(actionOf("approve", ALBUM)).toEqual(["queue_album", { artist: "Air", album: "Moon Safari", mbid: "m" }]);
});
