import { css, html, type TemplateResult } from "lit";
import type { ServiceStanding } from "../standings";
import type { Home } from "../lib/home";

/** Milliseconds between two looks: gates change without a play. */
export const GATES_CHANGE = 20_000;
const BAD = new Set(["auth_failed", "unreachable", "quota_exceeded", "rate_limited"]);

/** Shows a state as a word, with a mark whose shape tells it, too. */
export function badge(kind: "good" | "calm" | "bad", told: string): TemplateResult {
  return html`<span class="badge ${kind}">${told}</span>`;
}

/** Shows how the gate of a service stands. */
export function gateBadge(home: Home, { state }: ServiceStanding): TemplateResult {
  const kind = state === "ok" ? "good" : state && BAD.has(state) ? "bad" : "calm";
  return badge(kind, home.words.of("gate", state ?? "closed"));
}

/** Says why a service is not asked, and until when. */
export function gateSentence(home: Home, { state, why, until, name }: ServiceStanding): string {
  if (!state) return home.say("gate_closed_text");
  const reason = home.words.of("why", why ?? state);
  const isAhead = until !== null && until * 1000 > Date.now();
  return isAhead ? home.say("until", { name, reason, time: home.format.moment(until) }) : reason;
}

export const badgeStyles = css`
  .badge { display: inline-flex; align-items: center; gap: 6px; padding: 2px 10px; border-radius: 12px; font-size: 12px; font-weight: 500; background: var(--mild); white-space: nowrap; }
  .badge::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--soft); }
  .badge.good::before { background: var(--success-color, #43a047); }
  .badge.bad::before { background: var(--error-color, #db4437); border-radius: 2px; }
`;
