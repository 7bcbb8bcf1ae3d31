import { css, html, nothing, type TemplateResult } from "lit";
import type { FigureName, Kinds, Moved, TopRow } from "../answers";
import type { Drawing } from "../lib/gradual";
import type { Home } from "../lib/home";
import { avatar } from "./avatar";
import { lidarrMark } from "./lidarr";

interface Shown {
  figure?: FigureName;
  kind: Kinds;
  /** The address that rows lead to, but for the number of what they name. */
  towards: string;
}

/** Lists the leaders of a chart. */
export function ranking(home: Home, rows: readonly TopRow[], shown: Shown): TemplateResult[] {
  return ranked(leaders(home, rows, shown).map(({ draw }) => draw()), rows.length, shown.kind);
}

/**
 * Puts leaders into lists that have a place for each, drawn or not.
 *
 * What is seen stays where it is when more come, and is not styled anew: those get a list of their own.
 */
export function ranked(drawn: readonly TemplateResult[], all: number, kind: Kinds): TemplateResult[] {
  const height = kind === "artists" ? ROW : ROW_OF_TWO;
  return Array.from({ length: Math.ceil(all / OF_A_LIST) }, (_, list) => {
    const from = list * OF_A_LIST;
    const until = Math.min(from + OF_A_LIST, all);
    return html`<ol class="ranking" start=${from + 1} style=${places(until - from, height)}>${drawn.slice(from, until)}</ol>`;
  });
}

/** Draws each leader with a bar as long as its figure. */
export function leaders(home: Home, rows: readonly TopRow[], { figure = "plays", kind, towards }: Shown): Drawing<TemplateResult>[] {
  const most = Math.max(1, ...rows.map((row) => row[figure]));
  const draw = (row: TopRow): TemplateResult => html`
    <li>
      <a href=${towards + row.id}>
        <span class="rank number soft">${home.format.number(row.rank)}</span>
        ${avatar(row.name, 40, kind === "artists" ? "round" : "square", row.cover)}
        <span class="name">
          <span class="line"><b class="cut">${row.name}</b>${lidarrMark(home, row.lidarr)}${movement(home, row.rank, row)}</span>
          ${row.artist ? html`<span class="small soft cut">${row.artist}</span>` : nothing}
          <span class="track"><i style="inline-size:${(100 * row[figure]) / most}%"></i></span>
        </span>
        <span class="amount number">
          ${figure === "plays" ? home.format.number(row.plays) : home.format.duration(row.seconds)}
          <span class="unseen">${figure === "plays" ? home.say("plays") : ""}</span>
        </span>
      </a>
    </li>
  `;
  return rows.map((row, key) => ({ key, of: [home, kind, figure, towards, most, JSON.stringify(row)], draw: () => draw(row) }));
}

/** As many as are asked for at a time. */
export const OF_A_LIST = 50;
/** Pixels of a row, and of one that names an artist, too. */
const ROW = 54;
const ROW_OF_TWO = 60;

/** Says how many places a list has, and how high they are, to who holds them while they are empty. */
export function places(rows: number, height: number): string {
  return `--rows:${rows};--half:${Math.ceil(rows / 2)};--row:${height}px`;
}

const MOVES = { new: ["", "new"], up: ["▲", "up"], down: ["▼", "down"], same: ["", ""] } as const;

/** Shows how something has come to its rank. */
export function movement(home: Home, rank: number, { movement: moved, previous_rank: before }: Moved): TemplateResult | typeof nothing {
  if (!moved || moved === "same") return nothing;
  const [arrow, kind] = MOVES[moved];
  const told =
    moved === "new"
      ? home.say("movement_new")
      : before === null
        ? home.say(moved === "up" ? "movement_rising" : "movement_falling")
        : home.say(moved === "up" ? "movement_up" : "movement_down", { rank: home.format.number(before) });
  const places = before === null ? "" : home.format.number(Math.abs(before - rank));
  return html`<span class="move ${kind}" title=${told} role="img" aria-label=${told}>${moved === "new" ? told : `${arrow}${places}`}</span>`;
}

export const movementStyles = css`
  .move { font-size: 11px; line-height: 16px; font-weight: 500; flex: none; color: var(--soft); font-variant-numeric: tabular-nums; }
  .move.new { padding: 0 6px; border-radius: 8px; background: color-mix(in srgb, var(--accent) 18%, transparent); color: var(--ink); }
`;

export const rankingStyles = css`
  .ranking li { height: var(--row, 54px); contain: size layout style; }
  .ranking a { display: flex; align-items: center; gap: 12px; padding: 7px 8px; margin: 0 -8px; border-radius: 10px; }
  .ranking a:hover { background: var(--mild); }
  .rank { width: 2ch; text-align: var(--end); flex: none; }
  .name { flex: 1; min-width: 0; display: grid; gap: 1px; }
  .name b { font-weight: 500; }
  .line { display: flex; align-items: center; gap: 6px; min-width: 0; }
  .track { height: 4px; margin-top: 4px; border-radius: 2px; background: var(--mild); }
  .track i { display: block; height: 100%; border-radius: 2px; background: var(--accent); transition: inline-size 0.4s; }
  .amount { font-weight: 500; text-align: var(--end); flex: none; min-width: 4ch; }
  ${movementStyles}
  @media (prefers-reduced-motion: reduce) { .track i { transition: none; } }
`;
