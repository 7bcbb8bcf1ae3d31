import { css, html, nothing, type TemplateResult } from "lit";
import type { Changes, Identification, ListSize, Plan, Problem } from "../standings";
import { apart } from "../lib/apart";
import type { Home } from "../lib/home";

/** Lists of a plan that are shown at once; the rest on demand. */
const FIRST = 12;
const COUNTS = ["created", "changed", "removed", "unchanged", "missing_tracks", "deleted_by_person"] as const;
const KNOWN = ["matched", "pending", "ambiguous", "unmatched"] as const;

/** Shows what a set of playlists is, or would be: figures, lists with their sizes, what is left out and why. */
export function planned(home: Home, plan: Plan, lists: readonly ListSize[]): TemplateResult {
  const { format } = home;
  const calls = Object.values(plan.calls).reduce((sum, count) => sum + count, 0);
  const facts: [string, string][] = [
    [home.say("plan_lists"), format.number(lists.length)],
    [home.say("plan_listed"), home.say("plan_of", { count: format.number(plan.listed), all: format.number(plan.tracks) })],
    [home.say("plan_unknown"), format.percent(plan.unknown_percent / 100)],
    [home.say("plan_calls"), calls ? home.say("plan_about", { count: format.number(calls) }) : "0"],
    [home.say("plan_takes"), plan.days > 1 ? home.count("days", Math.ceil(plan.days)) : home.say("plan_at_once")],
  ];
  return html`
    <dl class="plan">${facts.map(([name, value]) => html`<div><dt class="small soft">${name}</dt><dd class="number">${value}</dd></div>`)}</dl>
    ${listed(home, lists)} ${leftOut(home, plan)} ${folded(home, plan)} ${written(home, plan.changes)} ${problems(plan.problems)}
  `;
}

/** Tells every problem in its sentence. */
export function problems(known: readonly Problem[]): TemplateResult | typeof nothing {
  return known.length ? html`<ul class="problems small">${known.map(({ message }) => html`<li>${message}</li>`)}</ul>` : nothing;
}

/** Every list with a bar as long as it has tracks. */
function listed(home: Home, lists: readonly ListSize[]): TemplateResult | typeof nothing {
  if (!lists.length) return nothing;
  const most = Math.max(1, ...lists.map(({ tracks }) => tracks));
  const row = ({ name, tracks }: ListSize) => html`
    <li>
      <span class="size" style="inline-size:${(100 * tracks) / most}%"></span>
      <span class="cut">${name}</span><span class="number">${home.format.number(tracks)}</span>
    </li>
  `;
  const more = lists.slice(FIRST);
  return html`
    <ul class="lists">${lists.slice(0, FIRST).map(row)}</ul>
    ${more.length
      ? html`<details><summary>${home.say("plan_more", { count: home.format.number(more.length) })}</summary><ul class="lists">${more.map(row)}</ul></details>`
      : nothing}
  `;
}

function leftOut(home: Home, { left_out: counts }: Plan): TemplateResult | typeof nothing {
  const reasons = Object.entries(counts).filter(([, count]) => count).sort(([, one], [, other]) => other - one);
  if (!reasons.length) return nothing;
  return html`
    <h3>${home.say("plan_left_out")}</h3>
    <ul class="small soft">${reasons.map(([reason, count]) => html`<li>${home.count("tracks", count)}: ${home.words.of("left_out", reason)}</li>`)}</ul>
  `;
}

/** Which genres were too small, and what became of each. */
function folded(home: Home, plan: Plan): TemplateResult | typeof nothing {
  const pairs = Object.entries(plan.folded);
  if (!pairs.length && !plan.too_small.length) return nothing;
  return html`
    <details>
      <summary>${home.say("plan_folded", { folded: home.format.number(pairs.length), small: home.format.number(plan.too_small.length) })}</summary>
      <ul class="small soft folded">
        ${pairs.map(([genre, into]) => html`<li>${home.say("plan_into", { genre, into })}</li>`)}
        ${plan.too_small.map((genre) => html`<li>${home.say("plan_dropped", { genre })}</li>`)}
      </ul>
    </details>
  `;
}

/** What is written at each target, and what is not. */
export function written(home: Home, changes: Record<string, Changes>): TemplateResult[] {
  return Object.entries(changes).map(([target, change]) => {
    const told = COUNTS.filter((name) => change[name]).map((name) => home.say(`change_${name}`, { count: home.format.number(change[name]) }));
    return html`
      <p class="small"><b>${home.words.of("target", target)}</b> <span class="soft">${told.join(", ") || home.say("change_none")}</span></p>
      ${change.identified ? identified(home, change.identified) : nothing} ${problems(change.problems)}
    `;
  });
}

/** How much of the music is known there, and the first of what is not. */
function identified(home: Home, known: Identification): TemplateResult {
  const told = KNOWN.filter((name) => known[name]).map((name) => home.say(`known_${name}`, { count: home.format.number(known[name]) }));
  return html`
    <p class="small soft">${told.join(", ")}</p>
    ${known.examples.length
      ? html`<details>
          <summary>${home.say("known_examples")}</summary>
          <ul class="small soft folded">
            ${known.examples.map(({ artist, title, candidates }) => html`<li>${apart(artist)} – ${apart(title)}${candidates.length ? ` (${home.say("known_maybe", { names: candidates.join(", ") })})` : ""}</li>`)}
          </ul>
        </details>`
      : nothing}
  `;
}

export const planStyles = css`
  .plan { display: grid; grid-template-columns: repeat(auto-fit, minmax(110px, 1fr)); gap: 12px; }
  .plan dd { font-size: 18px; line-height: 26px; font-weight: 500; }
  h3 { font-size: 14px; font-weight: 500; }
  .lists { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr)); gap: 4px 24px; }
  .lists li { position: relative; display: flex; justify-content: space-between; gap: 12px; padding: 6px 8px; border-radius: 6px; overflow: hidden; }
  .size { position: absolute; inset-block: 2px; inset-inline-start: 0; border-radius: 6px; background: color-mix(in srgb, var(--accent) 14%, transparent); }
  .lists .cut, .lists .number { position: relative; }
  summary { cursor: pointer; padding: 6px 0; font-size: 13px; font-weight: 500; }
  .folded { columns: 2 240px; padding-top: 4px; }
  .problems { display: grid; gap: 6px; }
  .problems li { padding: 8px 12px; border-radius: 10px; background: color-mix(in srgb, var(--warning-color, #ffa600) 14%, transparent); }
`;
