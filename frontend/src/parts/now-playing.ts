import { css, html, nothing, svg, type TemplateResult } from "lit";
import type { RoomView } from "../standings";
import { beside } from "../lib/apart";
import type { Home } from "../lib/home";
import { hueOf, lettersOf } from "./avatar";

const RADIUS = 31;
const ROUND = 2 * Math.PI * RADIUS;

/**
 * Shows what every room plays, each as a record on its spindle; idle rooms are left out.
 *
 * It is one row, however many play, so that nothing below it moves when one begins.
 */
export function nowPlaying(home: Home, rooms: readonly RoomView[]): TemplateResult {
  const playing = rooms.filter((room) => room.phase !== "idle" && room.title);
  if (!playing.length) {
    return html`
      <div class="room quiet">
        <span class="record still" aria-hidden="true"></span>
        <span class="words"><b>${home.say("nothing_playing")}</b><span class="soft small">${home.say("nothing_playing_text")}</span></span>
      </div>
    `;
  }
  return html`<ul class="rooms" tabindex="0" aria-label=${home.say("now_playing")}>${playing.map((room) => html`<li class="room">${record(room)}${words(home, room)}</li>`)}</ul>`;
}

/** The ring around a record fills until the moment at which the play counts. */
function record(room: RoomView): TemplateResult {
  const name = room.artist ?? room.title ?? "";
  const isCounting = room.phase === "listening" && room.counts_at && room.started_at;
  const lasts = isCounting ? room.counts_at! - room.started_at! : 1;
  const passed = isCounting ? Math.max(0, Math.min(lasts, Date.now() / 1000 - room.started_at!)) : 0;
  const turns = room.phase === "counted" || isCounting;
  return html`
    <span class="record ${turns ? "" : "still"}" style="--hue:${hueOf(name)}" aria-hidden="true">
      <span class="label">${lettersOf(name)}</span>
      <svg viewBox="0 0 66 66">
        <circle cx="33" cy="33" r=${RADIUS} class="way"></circle>
        ${isCounting || room.phase === "counted"
          ? svg`<circle cx="33" cy="33" r=${RADIUS} class="done"
              style="--round:${ROUND};stroke-dasharray:${ROUND};${isCounting ? `animation:count ${lasts}s linear -${passed}s both` : ""}"></circle>`
          : nothing}
      </svg>
    </span>
  `;
}

function words(home: Home, room: RoomView): TemplateResult {
  return html`
    <span class="words">
      <b class="cut">${room.title}</b>
      <span class="cut">${room.artist ?? ""}</span>
      <span class="soft small cut beside">${beside(standing(home, room), room.name, room.service && home.service(room.service))}</span>
    </span>
  `;
}

/** What becomes of the play; it is told first, because what is last may not find room. */
function standing(home: Home, room: RoomView): string {
  if (room.phase === "counted") return home.say("counted");
  if (room.phase === "not_counted") return room.reason ? home.words.of("reason", room.reason) : "";
  return room.counts_at ? home.say("counts_at", { time: home.format.time(room.counts_at) }) : home.say("paused");
}

export const nowPlayingStyles = css`
  .rooms { display: flex; gap: 16px; overflow-x: auto; scroll-snap-type: x proximity; scrollbar-width: none; border-radius: 8px; }
  .rooms .room { flex: 1 0 min(88%, 260px); scroll-snap-align: start; }
  .room { display: flex; align-items: center; gap: 14px; min-width: 0; min-height: 66px; }
  .words { display: grid; min-width: 0; }
  .words b { font-weight: 500; font-size: 15px; }
  .record { position: relative; width: 66px; height: 66px; flex: none; display: grid; place-items: center; }
  .record::before {
    content: ""; position: absolute; inset: 5px; border-radius: 50%;
    background: conic-gradient(from 20deg, transparent 0 8%, rgb(255 255 255 / 14%) 14%, transparent 20% 56%, rgb(255 255 255 / 12%) 64%, transparent 70%),
      repeating-radial-gradient(circle, #1c1c1e 0 1.5px, #2b2b2e 1.5px 2.5px);
    animation: turn 1.8s linear infinite;
  }
  .still::before { animation: none; }
  .quiet .record::after { content: ""; position: absolute; width: 22px; height: 22px; border-radius: 50%; background: radial-gradient(circle, var(--card) 0 2px, var(--accent) 2.5px); opacity: 0.7; }
  .label { position: relative; width: 26px; height: 26px; border-radius: 50%; display: grid; place-items: center; color: #fff; font-size: 10px; font-weight: 500; background: hsl(var(--hue) 46% 38%); }
  .record svg { position: absolute; inset: 0; }
  .way { fill: none; stroke: var(--mild); stroke-width: 3; }
  .done { fill: none; stroke: var(--accent); stroke-width: 3; stroke-linecap: round; transform: rotate(-90deg); transform-origin: center; }
  @keyframes turn { to { transform: rotate(1turn); } }
  @keyframes count { from { stroke-dashoffset: var(--round); } to { stroke-dashoffset: 0; } }
  @media (prefers-reduced-motion: reduce) { .record::before { animation: none; } }
`;
