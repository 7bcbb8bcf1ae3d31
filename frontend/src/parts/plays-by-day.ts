import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Play } from "../answers";
import { beside } from "../lib/apart";
import type { Drawing } from "../lib/gradual";
import type { Home } from "../lib/home";
import { addressOf } from "../lib/place";
import { avatar } from "./avatar";
import { lidarrMark } from "./lidarr";

/** Drawn here, because a page of elements that look their icon up would take longer than all else. */
const BIN = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 6.5h14M9.5 6.5v-2h5v2M7 6.5l1 13h8l1-13M10.5 10v6M13.5 10v6"></path></svg>`;
/** How high a row is. */
export const PLAY = "var(--play)";

/** What can be done with plays. */
export interface Handling {
  /** Ids of those that are chosen; undefined while nothing is to be chosen. */
  chosen: ReadonlySet<number> | undefined;
  choose: (id: number) => void;
  /** Where it may be done. */
  remove: ((id: number) => void) | undefined;
}

/** A row, whose it is, and the ISO date that it belongs to. */
export interface Placed {
  id: number;
  day: string;
  row: TemplateResult;
}

/** Draws each play. */
export function placed(home: Home, plays: readonly Play[], handling: Handling): Drawing<Placed>[] {
  return plays.map((play) => ({
    key: play.id,
    of: [home, JSON.stringify(play), handling.chosen?.has(play.id)],
    draw: () => ({ id: play.id, day: home.format.dayOf(play.played_at), row: drawn(home, play, handling) }),
  }));
}

/** Lists plays under their days, each of which leads to its own address. */
export function playsByDay(home: Home, rows: readonly Placed[], within: Record<string, string>): TemplateResult {
  const days = new Map<string, Placed[]>();
  for (const placed of rows) {
    const known = days.get(placed.day);
    if (known) known.push(placed);
    else days.set(placed.day, [placed]);
  }
  return html`${repeat(days, ([day]) => day, ([day, those]) => html`
    <h2><a href=${addressOf("history", { ...within, day })}>${home.format.day(day)}</a></h2>
    <ul class="day">${repeat(those, ({ id }) => id, ({ row }) => row)}</ul>
  `)}`;
}

function drawn(home: Home, play: Play, { chosen, choose, remove }: Handling): TemplateResult {
  return html`
    <li>
      ${chosen
        ? html`<input type="checkbox" aria-label=${`${play.artist}, ${play.title}`} .checked=${chosen.has(play.id)} @change=${() => choose(play.id)} />`
        : html`<time class="soft small number">${home.format.time(play.played_at)}</time>`}
      ${avatar(play.album ?? play.artist, 40, "square", play.cover)}
      <span class="two">
        <span class="line"><a class="cut title" href=${addressOf("top", { kind: "tracks", open: play.track_id })}>${play.title}</a>${lidarrMark(home, play.lidarr)}</span>
        <span class="small soft cut beside">
          <a href=${addressOf("top", { kind: "artists", open: play.artist_id })}><bdi>${play.artist}</bdi></a>${play.album ? html` · <bdi>${play.album}</bdi>` : nothing}
        </span>
      </span>
      <span class="where small soft cut beside">${beside(play.station, play.room, home.service(play.service))}</span>
      ${remove && !chosen
        ? html`<button class="icon" title=${home.say("delete")} aria-label=${`${home.say("delete")}: ${play.artist}, ${play.title}`} @click=${() => remove(play.id)}>
            ${BIN}
          </button>`
        : nothing}
    </li>
  `;
}

export const playsByDayStyles = css`
  :host { --play: 56px; }
  section > div > h2 { margin: 20px 0 4px; }
  section > div > h2:first-child { margin-top: 0; }
  h2 a:hover, .two a:hover { text-decoration: underline; }
  /* A row that is out of sight is not drawn. */
  .day li { display: flex; align-items: center; gap: 12px; height: var(--play); min-width: 0; contain: strict; content-visibility: auto; }
  .day :focus-visible { outline-offset: -2px; }
  time { flex: none; min-width: 58px; }
  input[type="checkbox"] { width: 20px; height: 20px; margin: 0 19px; accent-color: var(--accent); }
  .two { flex: 1 1 50%; min-width: 0; display: grid; }
  .line { display: flex; gap: 6px; min-width: 0; }
  .title { font-weight: 500; }
  .two a, h2 a { display: inline-block; line-height: 24px; }
  .where { flex: 0 1 28%; text-align: var(--end); }
  li .icon { opacity: 0.55; margin-inline-start: -8px; }
  li .icon svg { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linejoin: round; }
  li .icon:hover, li .icon:focus-visible { opacity: 1; }
  @container panel (max-width: 600px) {
    :host { --play: 72px; }
    /* A third line holds when and where it was. */
    .day li { display: grid; gap: 0; grid-template: 48px 16px / auto auto auto minmax(0, 1fr) auto; align-content: center; }
    .day li > :nth-child(2) { grid-area: 1 / 2 / 3; margin-inline-end: 12px; }
    .two { grid-area: 1 / 3 / 2 / 5; }
    time { grid-area: 2 / 3; min-width: 0; margin-inline-end: 8px; }
    .where { grid-area: 2 / 4; text-align: inherit; }
    li .icon { grid-area: 1 / 5 / 3; margin-inline-end: -8px; }
    input[type="checkbox"] { grid-area: 1 / 1 / 3; margin: 0; margin-inline-end: 12px; }
  }
`;
