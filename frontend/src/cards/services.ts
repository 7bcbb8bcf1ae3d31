import { css, html, nothing, type CSSResultGroup } from "lit";
import type { Services } from "../standings";
import { Asked } from "../lib/asked";
import type { Home } from "../lib/home";
import { addressOf } from "../lib/place";
import { badge, badgeStyles, gateBadge, GATES_CHANGE, gateSentence } from "../parts/gate";
import { bones } from "../parts/skeleton";
import { Card, type Drawn, type Samples } from "./card";
import { form } from "./form";

/** How recording and the services stand, and what is left to ask: queues and limits. */
export class ServicesCard extends Card<Services> {
  protected readonly asked = new Asked<Services>(this, () => ({ type: "spindle/services" }), false, GATES_CHANGE);

  protected heading = (home: Home) => html`<a href=${addressOf("services")}>${home.say("services")}</a>`;
  protected isEmpty = ({ services }: Services) => !services.length;
  protected sample = (samples: Samples, home: Home): Services => samples.services(home);
  protected skeleton = (): Drawn => bones(3, 48);

  protected content(home: Home, answers: Services, isSample: boolean): Drawn {
    const live = isSample ? undefined : home.store.live;
    if (!live && !isSample) return this.waiting();
    const problems = live?.problems ?? [];
    const isOn = isSample || live?.history.recording;
    const left = answers.backlog ? answers.backlog.tracks + answers.backlog.albums + answers.backlog.artists : 0;
    const done = answers.backlog?.done_at;
    return html`
      ${this.head()}
      <ul>
        <li>
          <span class="line"><b>${home.say("recording")}</b>${badge(problems.length ? "bad" : isOn ? "good" : "calm", home.say(isOn ? "recording_on" : "recording_is_off"))}</span>
          ${problems.map((problem) => html`<span class="small soft">${home.words.of("problem", problem)}</span>`)}
        </li>
        ${answers.services.map(
          (service) => html`
            <li>
              <span class="line"><b class="cut">${service.name}</b>${gateBadge(home, service)}</span>
              <span class="small soft">${gateSentence(home, service)}</span>
            </li>
          `,
        )}
        ${live?.lidarr
          ? html`<li>
              <span class="line"><b><a href=${addressOf("lidarr")}>Lidarr</a></b><span class="small">${home.words.of("phase", live.lidarr.phase)}</span></span>
              <span class="small soft">${home.say("lidarr_line", { waiting: home.format.number(live.lidarr.waiting), depth: home.format.number(live.lidarr.depth ?? 0), cap: home.format.number(live.lidarr.cap) })}</span>
            </li>`
          : nothing}
        ${left
          ? html`<li>
              <span class="line"><b>${home.say("backlog")}</b><span class="number">${home.format.number(left)}</span></span>
              ${done ? html`<span class="small soft">${home.say("done_about", { time: home.format.moment(done) })}</span>` : nothing}
            </li>`
          : nothing}
      </ul>
    `;
  }

  static override styles: CSSResultGroup = [
    Card.styles,
    badgeStyles,
    css`
      li { display: grid; padding: 8px 0; }
      .line { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; min-width: 0; }
      .line b { font-weight: 500; flex: 1 1 auto; }
    `,
  ];
  static getConfigForm = () => form("title");
  static getStubConfig = () => ({});
  getCardSize = () => 5;
  getGridOptions = () => ({ columns: 6, min_columns: 6, min_rows: 3 });
}
