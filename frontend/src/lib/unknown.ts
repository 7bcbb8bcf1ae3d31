import type { Home } from "./home";

/** Less of a whole is not worth a word. */
const LEAST = 0.005;

/** Of which share of the plays it is not known how long they were listened to; nothing where it is of nearly all. */
export function timeUnknown(home: Home, share: number, key: "time_unknown" | "time_unknown_short" = "time_unknown"): string {
  return share < LEAST ? "" : home.say(key, { share: home.format.percent(share) });
}
