/** What the websocket commands answer. Moments are epoch seconds, days ISO dates. */

export type NameKind = "artist" | "album" | "track";
export type Kinds = "artists" | "albums" | "tracks";
export type FigureName = "plays" | "seconds";

export interface Window {
  start: number | null;
  end: number | null;
}

/** Answers of several questions, by their keys. */
export interface Insights<T> {
  window: Window;
  generation: number;
  answers: T;
}

export interface Compared {
  plays: number;
  seconds: number;
  /** The share of the plays whose time is not known, as in all that follow. */
  unknown_time: number;
  previous_plays: number | null;
  previous_seconds: number | null;
  plays_change: number | null;
  seconds_change: number | null;
}

/** A name with figures; `lidarr` is its state there, where Lidarr is set up, `cover` an address of ours. */
export interface Named {
  id: number;
  name: string;
  artist: string | null;
  lidarr?: string | null;
  cover?: string | null;
}

/** How something has come to its rank, where there is a time before. */
export interface Moved {
  movement: "new" | "up" | "down" | "same" | null;
  previous_rank: number | null;
}

export interface TopRow extends Named, Moved {
  rank: number;
  artist_id: number | null;
  plays: number;
  seconds: number;
  share: number;
}

export interface Top {
  kind: NameKind;
  figure: FigureName;
  plays: number;
  seconds: number;
  unknown_time: number;
  rows: TopRow[];
}

export interface Clock {
  plays: number[];
  seconds: number[];
}

export interface HeatMap {
  first: string | null;
  plays: number[];
  seconds: number[];
}

export interface Discovery {
  step: string;
  starts: number[];
  artists: number[];
  new_plays: number[];
  known_plays: number[];
  new_share: number | null;
  score: number | null;
  reading: string;
}

/** An artist whom nobody here had heard before. */
export interface Newcomer {
  id: number;
  name: string;
  first_at: number;
  plays: number;
}

export interface Streak {
  days: number;
  first: string;
  last: string;
}

export interface Streaks {
  current: Streak | null;
  longest: Streak | null;
  played_today: boolean;
  ends_at: number | null;
  days: number;
}

export interface Memory {
  day: string;
  years_ago: number;
  plays: number;
  seconds: number;
  artists: (Named & { plays: number })[];
  tracks: (Named & { plays: number })[];
}

export interface Play {
  id: number;
  played_at: number;
  track_id: number;
  title: string;
  artist_id: number;
  artist: string;
  album_id: number | null;
  album: string | null;
  service: string;
  speaker: string | null;
  room: string | null;
  station: string | null;
  kind: string;
  duration: number | null;
  listened: number | null;
  source: string;
  others: string[];
  lidarr?: string | null;
  cover?: string | null;
}

export interface Recent {
  plays: Play[];
  before: number | null;
}

export interface Overview {
  today: Compared;
  totals: Compared;
  artists: Top;
  albums: Top;
  tracks: Top;
  clock: Clock;
  heat_map: HeatMap;
  discovery: Discovery;
  streaks: Streaks;
  on_this_day: Memory[];
  recent: Play[];
}

export interface Part {
  key: number | string;
  name: string;
  plays: number;
  seconds: number;
  lidarr?: string | null;
}

/** How far an album has come in Lidarr; the progress of a download is 0 to 1. */
export interface AlbumState {
  status: string;
  progress: number | null;
}

/** Everything about one artist, album or track. */
export interface Page {
  kind: NameKind;
  id: number;
  name: string;
  artist: string | null;
  artist_id: number | null;
  plays: number;
  seconds: number;
  unknown_time: number;
  first_at: number | null;
  last_at: number | null;
  rank: number | null;
  days: number;
  streak: Streak | null;
  months: { first: string; plays: number; seconds: number }[];
  tracks: Part[];
  albums: Part[];
  services: Part[];
  rooms: Part[];
  lidarr?: AlbumState | null;
  cover?: string | null;
}

export interface Diversity {
  reading: string;
  genres: number;
  effective: number;
  evenness: number;
}

export interface Genres {
  plays: number;
  unknown_time: number;
  genres: (Moved & { name: string; plays: number; seconds: number; of_plays: number })[];
  unknown: number;
  diversity: Diversity;
}

/** Everything about one genre in a span of time; figures are by weight. */
export interface GenrePage extends Moved {
  name: string;
  plays: number;
  seconds: number;
  of_plays: number;
  rank: number | null;
  artists: number;
  leaders: Part[];
}

export interface GenreEvolution {
  step: string;
  starts: number[];
  genres: { name: string; plays: number[] }[];
  others: number[];
  unknown: number[];
  diversity: Diversity[];
}

export interface Forgotten extends Named {
  artist_id: number | null;
  plays: number;
  seconds: number;
  first_at: number;
  last_at: number;
  days_silent: number;
}

export interface Hit extends Named {
  plays: number;
  seconds: number;
  last_at: number | null;
}

export interface Found {
  artists: Hit[];
  albums: Hit[];
  tracks: Hit[];
  complete: boolean;
}

export interface Series {
  step: string;
  starts: number[];
  plays: number[];
  seconds: number[];
}
