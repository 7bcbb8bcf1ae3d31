import type { HeatMap, Play, TopRow } from "../answers";
import type { RoomView, Services } from "../standings";
import { isoOf } from "../lib/format";

/** Figures for the picker of cards, where there is no history yet. They are the same each time. */

const ARTISTS = ["Nils Frahm", "Khruangbin", "Nina Simone", "Air", "Bonobo"];
const DAY = 86_400;

export function clock(): number[] {
  return Array.from({ length: 168 }, (_, slot) => {
    const [day, hour] = [Math.floor(slot / 24), slot % 24];
    const evening = Math.max(0, 9 - Math.abs(hour - 20)) * (day > 3 ? 3 : 2);
    return evening + (hour === 7 || hour === 8 ? 6 : 0);
  });
}

export function calendar(): HeatMap {
  const days = 371;
  const plays = Array.from({ length: days }, (_, day) => Math.max(0, Math.round(9 + 8 * Math.sin(day / 29) + 7 * Math.sin(day * 2.4))));
  return { first: isoOf(new Date(Date.now() - (days - 1) * DAY * 1000)), plays, seconds: [] };
}

export function top(): TopRow[] {
  return ARTISTS.map((name, index) => ({
    id: index,
    rank: index + 1,
    name,
    artist: null,
    artist_id: null,
    plays: 64 - 11 * index,
    seconds: (64 - 11 * index) * 240,
    share: 0.1,
    movement: null,
    previous_rank: null,
  }));
}

export function rooms(): RoomView[] {
  const now = Date.now() / 1000;
  return [{ id: "", name: "Kitchen", phase: "listening", title: "Says", artist: "Nils Frahm", service: "spotify", started_at: now - 70, counts_at: now + 50 }];
}

export function plays(): Play[] {
  const titles = ["Maria También", "Sinnerman", "La femme d'argent"];
  return titles.map((title, index) => ({
    id: index,
    played_at: Math.floor(Date.now() / 1000) - 400 * (index + 1),
    track_id: 0,
    title,
    artist_id: 0,
    artist: ARTISTS[index + 1] ?? "",
    album_id: null,
    album: null,
    service: "spotify",
    speaker: null,
    room: "Kitchen",
    station: null,
    kind: "music",
    duration: 240,
    listened: 240,
    source: "sonos",
    others: [],
  }));
}

export function services(): Services {
  const calm = { host: "", state: "ok", until: null, why: null, waiting: 0, spent: {}, budgets: {} };
  return {
    completing: true,
    services: [
      { ...calm, service: "musicbrainz", name: "MusicBrainz" },
      { ...calm, service: "listenbrainz", name: "ListenBrainz" },
    ],
    off: [],
    backlog: null,
    coverage: [],
  };
}
