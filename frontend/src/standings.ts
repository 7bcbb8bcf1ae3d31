/** What is told of Spindle itself: how it, its services, imports and queues stand. */

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

/** Which plays are hidden: those that match every part that there is. */
export interface HideRule {
  rule: number;
  artist: string | null;
  genre: string | null;
  room: string | null;
  /** Hours and minutes of the local day. */
  start_time: string | null;
  end_time: string | null;
  note: string;
  made_at: string | null;
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
  /** Lidarr's own words. */
  detail: string | null;
  /** What was heard of it, where a rule has asked for it. */
  evidence: { plays: number; tracks: number; days: number; minutes: number; last_at: number } | null;
  progress: number | null;
  last_error: string | null;
  next_attempt_at: number | null;
  cover?: string | null;
}

export interface Queue {
  state: QueueState | null;
  tab: string;
  offset: number;
  total: number;
  /** Null for who may not see every room. */
  items: Wanted[] | null;
}

/** Something that was left out or is in the way, as a sentence. */
export interface Problem {
  key: string;
  message: string;
}

/** How much of the music in lists is known at a service that names it its own way. */
export interface Identification {
  matched: number;
  ambiguous: number;
  unmatched: number;
  /** Still to be looked for. */
  pending: number;
  examples: { artist: string; title: string; candidates: string[] }[];
}

/** What was written at one target, or would be. */
export interface Changes {
  created: number;
  changed: number;
  unchanged: number;
  removed: number;
  missing_tracks: number;
  deleted_by_person: number;
  calls: number;
  problems: Problem[];
  identified?: Identification | null;
}

/** A whole set of playlists, and what it takes to publish it; the lists themselves are beside it. */
export interface Plan {
  tracks: number;
  listed: number;
  /** Tracks that are in no list, by reason. */
  left_out: Record<string, number>;
  unknown_percent: number;
  /** Genre that was too small → the one it was folded into. */
  folded: Record<string, string>;
  too_small: string[];
  calls: Record<string, number>;
  days: number;
  changes: Record<string, Changes>;
  problems: Problem[];
}

export interface ListSize {
  name: string;
  tracks: number;
}

export interface RunReport {
  state: string;
  asked_at: number;
  finished_at: number | null;
  until: number | null;
  /** Why it waits or has failed, in the language of Home Assistant. */
  message: string | null;
  plan: Plan | null;
  /** What was written before it had to wait, by target. */
  done?: Record<string, Changes>;
}

/** How far a run, or a rehearsal, has come. */
export interface RunProgress {
  phase: string;
  percent: number;
  counts: Record<string, number>;
  done_at: number | null;
}

export interface Recipe {
  id: string;
  name: string;
  sources: string[];
  targets: string[];
  report: RunReport | null;
  lists: ListSize[];
}

/** What the subscription tells of a recipe. */
export interface RunStanding {
  id: string;
  state: string | null;
  until: number | null;
  finished_at: number | null;
  progress: RunProgress | null;
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
  /** Null where there is no recipe. */
  playlists?: RunStanding[] | null;
  import: { phase: string; id: number | null; name: string | null; percent: number | null; rows: number | null } | null;
}
