import "../kit";
import type { Kinds, Play, TopRow } from "../answers";
import type { RoomView, Services } from "../standings";
import type { Home } from "../lib/home";
import { isoOf } from "../lib/format";
import { chosen } from "../lib/texts";
import { sampleTexts, type SampleTexts } from "../texts/samples";

/** Answers for the picker of cards, where there is no history yet. They are the same each time. */

const DAY = 86_400;

function named(home: Home, key: keyof SampleTexts, number = 1): string {
  const texts = chosen(sampleTexts, home.words.language) ?? sampleTexts.en;
  return texts[key].replace("{number}", home.format.number(number));
}

export function clock() {
  const plays = Array.from({ length: 168 }, (_, slot) => {
    const [day, hour] = [Math.floor(slot / 24), slot % 24];
    const evening = Math.max(0, 9 - Math.abs(hour - 20)) * (day > 3 ? 3 : 2);
    return evening + (hour === 7 || hour === 8 ? 6 : 0);
  });
  return { answers: { clock: { plays } } };
}

export function calendar() {
  const days = 371;
  const plays = Array.from({ length: days }, (_, day) => Math.max(0, Math.round(9 + 8 * Math.sin(day / 29) + 7 * Math.sin(day * 2.4))));
  return { answers: { heat_map: { first: isoOf(new Date(Date.now() - (days - 1) * DAY * 1000)), plays } } };
}

export function top(home: Home, kind: Kinds): { rows: TopRow[] } {
  const rows = [64, 53, 42, 31, 20].map((plays, index) => ({
    id: index,
    rank: index + 1,
    name: named(home, kind, index + 1),
    artist: kind === "artists" ? null : named(home, "artists", index + 1),
    artist_id: null,
    plays,
    seconds: plays * 240,
    share: 0.1,
    movement: null,
    previous_rank: null,
  }));
  return { rows };
}

export function rooms(home: Home): RoomView[] {
  const now = Date.now() / 1000;
  return [
    {
      id: "",
      name: named(home, "room"),
      phase: "listening",
      title: named(home, "tracks"),
      artist: named(home, "artists"),
      service: null,
      started_at: now - 70,
      counts_at: now + 50,
    },
  ];
}

export function recent(home: Home): { plays: Play[] } {
  const plays = [2, 3, 4].map((number) => ({
    id: number,
    played_at: Math.floor(Date.now() / 1000) - 400 * number,
    track_id: 0,
    title: named(home, "tracks", number),
    artist_id: 0,
    artist: named(home, "artists", number),
    album_id: null,
    album: null,
    service: "",
    speaker: null,
    room: named(home, "room"),
    station: null,
    kind: "music",
    duration: 240,
    listened: 240,
    source: "sonos",
    others: [],
  }));
  return { plays };
}

export function services(home: Home): Services {
  const standing = (number: number, state: string, why: string | null) => {
    const name = named(home, "service", number);
    return { service: name, name, host: "", state, until: null, why, waiting: 0, spent: {}, budgets: {} };
  };
  return { completing: true, services: [standing(1, "ok", null), standing(2, "pacing", "pace")], off: [], backlog: null, coverage: [] };
}
