import { css, html, nothing, type TemplateResult } from "lit";
import "../panel-kit";
import type { Info, Services as Answers, ServiceStanding } from "../standings";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import { Gradual } from "../lib/gradual";
import { badge, badgeStyles, gateBadge, GATES_CHANGE, gateSentence } from "../parts/gate";
import { notice, refused } from "../parts/notice";
import { bones } from "../parts/skeleton";

const SETTINGS = "/config/integrations/integration/spindle";

/** How recording stands, what outside services may be asked and when, and what is left to ask. */
export class Services extends SpindleElement {
  #drawn = new Gradual<TemplateResult | typeof nothing>(this, 1);
  #info = new Asked<Info>(this, () => ({ type: "spindle/info" }));
  #asked = new Asked<Answers>(this, () => ({ type: "spindle/services" }), false, GATES_CHANGE);

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    const { refusal } = this.#asked.answer;
    const answers = this.#asked.value;
    return html`
      <div class="grid">
        ${this.#recording()}
        ${refusal && !answers ? html`<section class="card wide">${refused(home, refusal, () => this.#asked.refresh())}</section>` : nothing}
        ${!answers && !refusal ? html`<section class="card">${bones(3, 48)}</section>` : nothing}
        ${answers ? this.#drawn.parts([answers, home], () => this.#cards(answers)) : nothing}
      </div>
    `;
  }

  /** One after the other: all at once would hold up a slow device. */
  #cards(answers: Answers): (() => TemplateResult | typeof nothing)[] {
    const services = answers.services.map((service) => () => this.#service(service));
    return [...services, () => this.#backlog(answers), () => this.#off(answers), () => this.#coverage(answers)];
  }

  /** The first service is our own. */
  #recording(): TemplateResult {
    const home = this.home!;
    const info = this.#info.value;
    const live = home.store.live;
    if (!info) return html`<section class="card">${bones(3, 48)}</section>`;
    const problems = live?.problems ?? info.problems;
    const isOn = live?.history.recording ?? info.history?.recording ?? false;
    const state = problems.length ? "bad" : isOn ? "good" : "calm";
    const rooms = info.history?.rooms.filter((room) => room.recorded) ?? [];
    const holds = info.history?.holds;
    return html`
      <section class="card">
        <div class="head"><h2>${home.say("recording")}</h2>${badge(state, home.say(isOn ? "recording_on" : "recording_is_off"))}</div>
        ${problems.map((problem) => html`<p class="why">${home.words.of("problem", problem)}</p>`)}
        <dl>
          ${fact(home.say("store"), home.words.of("store", live?.store.state ?? info.store.state))}
          ${holds ? fact(home.say("holds"), home.count("plays", holds.plays)) : nothing}
          ${holds?.first_at ? fact(home.say("since"), home.format.date(holds.first_at)) : nothing}
          ${fact(home.say("rooms_recorded"), rooms.map((room) => room.name).join(", ") || "–")}
          ${fact("Spindle", info.version)}
        </dl>
      </section>
    `;
  }

  #service(service: ServiceStanding): TemplateResult {
    const home = this.home!;
    const families = Object.keys({ ...service.budgets, ...service.spent });
    return html`
      <section class="card">
        <div class="head"><h2>${service.name}</h2>${gateBadge(home, service)}</div>
        <p class="soft">${gateSentence(home, service)}</p>
        <ul>
          ${families.map((family) => {
            const [spent, budget] = [service.spent[family] ?? 0, service.budgets[family]];
            const told = budget
              ? home.say("budget_of", { spent: home.format.number(spent), budget: home.format.number(budget) })
              : home.say("budget_none", { spent: home.format.number(spent) });
            return html`
              <li>
                <span class="row small"><span class="cut">${family}</span><span class="soft number told">${told}</span></span>
                ${budget ? html`<span class="meter"><i class=${spent >= budget ? "full" : ""} style="inline-size:${Math.min(100, (100 * spent) / budget)}%"></i></span>` : nothing}
              </li>
            `;
          })}
        </ul>
        <p class="small soft">${service.host}${service.waiting ? ` · ${home.say("calls_waiting", { count: home.format.number(service.waiting) })}` : ""}</p>
      </section>
    `;
  }

  #backlog({ backlog, completing }: Answers): TemplateResult | typeof nothing {
    const home = this.home!;
    if (!backlog) return nothing;
    const left = backlog.tracks + backlog.albums + backlog.artists;
    const when = backlog.done_at ? home.say("done_about", { time: home.format.moment(backlog.done_at) }) : "";
    return html`
      <section class="card">
        <div class="head">
          <h2>${home.say("backlog")}</h2>
          ${badge(completing ? (left ? "calm" : "good") : "calm", home.say(completing ? (left ? "backlog_going" : "backlog_done") : "backlog_paused"))}
        </div>
        <p class="soft">${left ? `${home.say("backlog_text")} ${when}` : home.say("backlog_nothing")}</p>
        <dl>
          ${fact(home.say("kind_tracks"), home.format.number(backlog.tracks))} ${fact(home.say("kind_albums"), home.format.number(backlog.albums))}
          ${fact(home.say("kind_artists"), home.format.number(backlog.artists))}
        </dl>
      </section>
    `;
  }

  #off({ off }: Answers): TemplateResult | typeof nothing {
    const home = this.home!;
    if (!off.length) return nothing;
    return html`
      <section class="card">
        <div class="head"><h2>${home.say("off")}</h2></div>
        <p class="soft">${home.say("off_text")}</p>
        <ul>${off.map((one) => html`<li><b>${one.name}</b> <span class="small soft">${one.host}</span></li>`)}</ul>
        ${home.isAdministrator ? html`<a class="chip" href=${SETTINGS}>${home.say("to_settings")}</a>` : nothing}
      </section>
    `;
  }

  #coverage({ coverage }: Answers): TemplateResult {
    const home = this.home!;
    return html`
      <section class="card wide">
        <div class="head"><h2>${home.say("coverage")}</h2></div>
        <p class="soft">${home.say("coverage_text")}</p>
        ${coverage.length
          ? html`<ul class="coverage">
              ${coverage.map(
                (one) => html`
                  <li>
                    <span class="row small">
                      <span>${home.words.of("field", `${one.kind}_${one.field}`)}</span>
                      <span class="soft number told">${home.format.percent((one.percent ?? 0) / 100)}</span>
                    </span>
                    <span class="meter"><i style="inline-size:${one.percent ?? 0}%"></i></span>
                  </li>
                `,
              )}
            </ul>`
          : notice("mdi:tag-outline", home.say("nothing_played"), home.say("empty_text"))}
      </section>
    `;
  }

  static override styles = [
    shared,
    badgeStyles,
    css`
      .grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); align-items: start; }
      .wide { grid-column: 1 / -1; }
      .card { display: grid; gap: 10px; align-content: start; }
      .head { margin: 0; }
      .why { padding: 8px 12px; border-radius: 10px; background: color-mix(in srgb, var(--error-color, #db4437) 12%, transparent); }
      dl > div { display: flex; justify-content: space-between; gap: 16px; padding: 4px 0; }
      dd { text-align: var(--end); font-weight: 500; min-width: 0; }
      ul { display: grid; gap: 8px; }
      .row { justify-content: space-between; flex-wrap: nowrap; }
      .told { white-space: nowrap; }
      .meter { display: block; height: 6px; margin-top: 4px; border-radius: 3px; background: var(--mild); overflow: hidden; }
      .meter i { display: block; height: 100%; border-radius: 3px; background: var(--accent); }
      .meter i.full { background: var(--warning-color, #ffa600); }
      .coverage { grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr)); gap: 12px 24px; }
      .chip { justify-self: start; }
    `,
  ];
}

function fact(name: string, value: string): TemplateResult {
  return html`<div><dt class="soft">${name}</dt><dd class="number">${value}</dd></div>`;
}

define("spindle-services", Services);
