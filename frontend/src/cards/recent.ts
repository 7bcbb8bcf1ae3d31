import { css, html, nothing, type CSSResultGroup } from "lit";
import type { Play } from "../answers";
import { Asked } from "../lib/asked";
import type { Home } from "../lib/home";
import { addressOf } from "../lib/place";
import { nowPlaying, nowPlayingStyles } from "../parts/now-playing";
import { playRow, playRowStyles } from "../parts/play-row";
import { bone, bones } from "../parts/skeleton";
import { Card, type CardConfig, type Drawn, type Samples } from "./card";
import { counted, form } from "./form";

interface Told {
  plays: Play[];
}

/** What plays, with the moment at which it counts, and what was heard just now. */
export class RecentCard extends Card<Told, CardConfig & { count?: number }> {
  protected readonly asked = new Asked<Told>(this, () => ({ type: "spindle/recent", limit: this.#count }));

  get #count(): number {
    return counted(this.config?.count, 4);
  }

  protected heading = (home: Home) => home.say("now_playing");
  protected isEmpty = ({ plays }: Told) => !plays.length;
  protected sample = (samples: Samples, home: Home): Told => samples.recent(home);
  protected skeleton = (): Drawn => html`${ROOM}<div class="bones plays">${bones(this.#count, 56)}</div><p class="all"></p>`;

  /** The record says it by itself. */
  protected override head(): Drawn {
    return this.config?.title || this.refusal ? super.head() : nothing;
  }

  protected content(home: Home, { plays }: Told, isSample: boolean): Drawn {
    const rooms = isSample ? this.samples!.rooms(home) : home.store.live?.rooms;
    return html`
      ${this.head()} ${rooms ? nowPlaying(home, rooms) : ROOM}
      ${plays.length
        ? html`<ul class="plays">${plays.map((play) => playRow(home, play))}</ul>
            <a class="small soft all" href=${addressOf("history")}>${home.say("show_all")}</a>`
        : html`<p class="soft plays">${home.say("nothing_heard")}</p>`}
    `;
  }

  static override styles: CSSResultGroup = [
    Card.styles,
    nowPlayingStyles,
    playRowStyles,
    css`
      .plays { margin-top: 8px; }
      .all { display: block; width: fit-content; height: 24px; line-height: 24px; }
      .all:hover { text-decoration: underline; }
    `,
  ];
  static getConfigForm = () => form("title", "count");
  static getStubConfig = () => ({ count: 4 });
  getCardSize = () => 3 + this.#count;
  getGridOptions = () => ({ columns: 12, min_columns: 6, min_rows: 3 });
}

const ROOM = bone("100%", "66px");
