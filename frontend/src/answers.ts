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
  previous_plays: number | null;
  previous_seconds: number | null;
  plays_change: number | null;
  seconds_change: number | null;
}

/** A name with figures; `lidarr` is its state there, where Lidarr is set up. */
export interface Named {
  id: number;
  name: string;
  artist: string | null;
  lidarr?: string | null;
}

export interface TopRow extends Named {
  rank: number;
  artist_id: number | null;
  plays: number;
  seconds: number;
  share: number;
  movement: "new" | "up" | "down" | "same" | null;
  previous_rank: number | null;
}

export interface Top {
  kind: NameKind;
  figure: FigureName;
  plays: number;
  seconds: number;
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
  lidarr?: string | null;
}

export interface Diversity {
  reading: string;
  genres: number;
  effective: number;
  evenness: number;
}

export interface Genres {
  plays: number;
  genres: { name: string; plays: number; seconds: number; of_plays: number }[];
  unknown: number;
  diversity: Diversity;
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

export interface Info {
  version: string;
  frontend: string | null;
  entries: { kind: string; state: string }[];
  store: { state: string; waiting: number };
  problems: string[];
  viewer: { administrator: boolean; sees_history: boolean; sees_all_rooms: boolean };
  history: {
    recording: boolean;
    holds: { plays: number; seconds: number; first_at: number | null } | null;
    services: { id: string; name: string }[];
    rooms: { id: string; name: string; available: boolean; recorded: boolean; discreet: boolean }[];
  } | null;
}

export interface ServiceStanding {
  service: string;
  name: string;
  host: string;
  state: string | null;
  until: number | null;
  why: string | null;
  waiting: number | null;
  spent: Record<string, number>;
  budgets: Record<string, number>;
}

export interface Services {
  completing: boolean | null;
  services: ServiceStanding[];
  /** Those that nobody has switched on. */
  off: { service: string; name: string; host: string }[];
  backlog: { tracks: number; albums: number; artists: number; done_at: number | null } | null;
  coverage: {
    kind: string;
    field: string;
    names: number;
    of_names: number;
    plays: number;
    of_plays: number;
    percent: number | null;
  }[];
}

export interface ImportReport {
  formats: string[];
  files: number;
  ignored: number;
  rows: number;
  refused: Record<string, number>;
  examples: Record<string, string[]>;
  stored: number;
  completed: number;
  duplicates: number;
  not_stored: number;
  first_played_at: string | null;
  last_played_at: string | null;
}

export interface Import {
  id: number;
  name: string;
  phase: string;
  source: string;
  asked_at: string | null;
  plays: number;
  percent: number | null;
  report: ImportReport | null;
  error: string | null;
}

export interface NotCounted {
  not_counted: {
    at: string;
    reason: string;
    title: string | null;
    artist: string | null;
    service: string | null;
    room: string | null;
    listened: number;
  }[];
  day: string;
  counts: Record<string, number>;
}

/** How the queue for Lidarr stands; shares are 0 to 1. */
export interface QueueState {
  phase: string;
  hold: string | null;
  since: number | null;
  /** Why nothing is sent, in the language of Home Assistant. */
  message: string | null;
  detail: string | null;
  cap: number;
  depth: number | null;
  reserved: number;
  waiting: number;
  counts: Record<string, number>;
  next_wake_at: number | null;
  per_hour: number | null;
  done_at: number | null;
  stuck: { title: string; message: string }[] | null;
}

/** Something that Lidarr is to have, or might. */
export interface Wanted {
  id: number;
  kind: string;
  artist: string;
  album: string | null;
  mbid: string | null;
  artist_id: number | null;
  album_id: number | null;
  status: string;
  reason: string | null;
  message: string | null;
  progress: number | null;
  last_error: string | null;
  next_attempt_at: number | null;
}

export interface Queue {
  state: QueueState | null;
  tab: string;
  total: number;
  /** Null for who may not see every room. */
  items: Wanted[] | null;
}

/** What a room plays, as the subscription tells it. */
export interface RoomView {
  id: string;
  name: string;
  phase: "idle" | "listening" | "counted" | "not_counted";
  title?: string | null;
  artist?: string | null;
  album?: string | null;
  service?: string | null;
  kind?: string | null;
  started_at?: number | null;
  counts_at?: number | null;
  reason?: string | null;
}

/** Everything that the subscription has told, its latest parts. */
export interface Live {
  generation: number;
  frontend: string | null;
  store: { state: string; waiting: number; lost: number };
  problems: string[];
  history: { running: boolean; seen: boolean; recording: boolean };
  rooms: RoomView[];
  /** Null where Lidarr is not set up. */
  lidarr?: Pick<QueueState, "phase" | "hold" | "since" | "waiting" | "depth" | "cap" | "reserved" | "counts"> | null;
  import: { phase: string; id: number | null; name: string | null; percent: number | null; rows: number | null } | null;
}
