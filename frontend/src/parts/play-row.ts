import { css, html, type TemplateResult } from "lit";
import type { Play } from "../answers";
import { beside } from "../lib/apart";
import type { Home } from "../lib/home";
import { avatar } from "./avatar";
import { lidarrMark } from "./lidarr";

/** Shows a play in a short list. */
export function playRow(home: Home, play: Play): TemplateResult {
  return html`
    <li>
      ${avatar(play.album ?? play.artist, 40, "square", play.cover)}
      <span class="two">
        <span class="line"><b class="cut">${play.title}</b>${lidarrMark(home, play.lidarr)}</span>
        <span class="small soft cut beside">${beside(play.artist, play.room)}</span>
      </span>
      <time class="small soft number">${home.format.moment(play.played_at)}</time>
    </li>
  `;
}

export const playRowStyles = css`
  .plays { display: grid; }
  .plays li, .plays a { display: flex; align-items: center; gap: 12px; min-width: 0; flex: 1; min-height: 56px; }
  .two { flex: 1; min-width: 0; display: grid; }
  .two b { font-weight: 500; }
  .line { display: flex; gap: 6px; min-width: 0; }
  time { flex: none; }
`;
