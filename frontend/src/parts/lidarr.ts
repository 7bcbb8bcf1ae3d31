import { html, nothing, type TemplateResult } from "lit";
import type { Home } from "../lib/home";

/** The icon of each state; those that nobody has heard of yet have a common one. */
const ICONS: Record<string, string | undefined> = {
  suggested: "mdi:lightbulb-outline",
  queued: "mdi:clock-outline",
  submitted: "mdi:playlist-check",
  searching: "mdi:magnify",
  monitored: "mdi:eye-outline",
  downloading: "mdi:progress-download",
  importing: "mdi:import",
  available: "mdi:check-circle-outline",
  failed: "mdi:alert-circle-outline",
  not_eligible: "mdi:minus-circle-outline",
  cancelled: "mdi:close-circle-outline",
};

/** Shows how an artist, album or track stands in Lidarr, where that is told. */
export function lidarrMark(home: Home, state: string | null | undefined): TemplateResult | typeof nothing {
  if (!state) return nothing;
  const told = `Lidarr: ${home.words.of("lidarr", state)}`;
  const icon = ICONS[state] ?? "mdi:album";
  return html`<ha-icon icon=${icon} title=${told} role="img" aria-label=${told} style="--mdc-icon-size:16px;color:var(--soft);flex:none"></ha-icon>`;
}
