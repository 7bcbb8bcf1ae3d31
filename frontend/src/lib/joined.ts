import type { Play, Recent } from "../answers";

/** Joins a page with older ones; what is on both is there once, the newest first. */
export function joined(newer: Recent, older: Recent | undefined): Recent {
  if (!older) return newer;
  const plays = new Map<number, Play>();
  for (const play of [...newer.plays, ...older.plays]) if (!plays.has(play.id)) plays.set(play.id, play);
  return { plays: [...plays.values()].sort((one, other) => other.id - one.id), before: older.before };
}
