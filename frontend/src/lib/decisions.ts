import type { Wanted } from "../standings";

export type Decision = "approve" | "retry" | "cancel" | "refuse";

/** Tells what a person may decide about something wanted, as it stands. */
export function decisionsAbout({ kind, status, album, mbid }: Wanted): Decision[] {
  const canBeAsked: Decision[] = album && mbid ? ["approve"] : [];
  switch (status) {
    case "suggested":
      return [...canBeAsked, "refuse"];
    case "not_eligible":
    case "cancelled":
      return canBeAsked;
    case "failed":
      return ["retry", "cancel"];
    case "queued":
      return ["cancel"];
    case "submitted":
      return kind === "album" ? ["cancel"] : [];
    default:
      return [];
  }
}

/** Gives the action, and its data, by which a decision is carried out. */
export function actionOf(decision: Decision, { id, artist, album, mbid }: Wanted): [string, Record<string, unknown>] {
  switch (decision) {
    case "approve":
      return ["queue_album", { artist, album, mbid }];
    case "retry":
      return ["retry_failed", { ids: [id] }];
    default:
      // What is given up is not suggested again.
      return ["cancel_queued", { ids: [id] }];
  }
}
