import { html, nothing, type TemplateResult } from "lit";
import type { Refusal } from "../ha";
import type { Home } from "../lib/home";

const SETTINGS = "/config/integrations/integration/spindle";

interface Doing {
  label: string;
  run?: () => void;
  href?: string;
}

/** Says what is the matter, and what can be done about it. */
export function notice(icon: string, title: string, text: string, doing?: Doing): TemplateResult {
  const action = !doing
    ? nothing
    : doing.href
      ? html`<a class="chip strong" href=${doing.href}>${doing.label}</a>`
      : html`<button class="chip strong" @click=${doing.run}>${doing.label}</button>`;
  return html`
    <div style="display:grid;justify-items:center;gap:8px;padding:40px 16px;text-align:center">
      <ha-icon icon=${icon} style="--mdc-icon-size:48px;color:var(--soft);opacity:.7"></ha-icon>
      <h2>${title}</h2>
      <p class="soft" style="max-width:46ch;margin-bottom:8px">${text}</p>
      ${action}
    </div>
  `;
}

/** Says why there is no answer. */
export function refused(home: Home, refusal: Refusal, again: () => void): TemplateResult {
  if (refusal.code === "unauthorized") {
    return notice("mdi:lock-outline", home.say("not_allowed"), home.say("not_allowed_text"));
  }
  if (refusal.code === "not_found" || refusal.code === "unknown_command") {
    const doing = { label: home.say("set_up"), href: SETTINGS };
    return notice("mdi:record-player", home.say("not_running"), home.say("not_running_text"), doing);
  }
  const doing = { label: home.say("again"), run: again };
  return notice("mdi:alert-circle-outline", home.say("no_answer"), refusal.message || home.say("no_answer_text"), doing);
}
