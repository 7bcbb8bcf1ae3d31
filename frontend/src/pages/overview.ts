import { css, html, nothing, type TemplateResult } from "lit";
import { utcDay } from "d3-time";
import "../panel-kit";
import type { Insights, Kinds, Overview as Answers } from "../answers";
import "../charts/bars";
import type { Bar } from "../charts/bars";
import "../charts/calendar";
import "../charts/clock";
import { gathered, sparkline } from "../charts/sparkline";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { PatientElement, shared } from "../lib/element";
import { dateOf, isoOf } from "../lib/format";
import { Gradual } from "../lib/gradual";
import { addressOf, go } from "../lib/place";
import { timeUnknown } from "../lib/unknown";
import { avatar } from "../parts/avatar";
import { lidarrMark } from "../parts/lidarr";
import { notice, refused } from "../parts/notice";
import { nowPlaying, nowPlayingStyles } from "../parts/now-playing";
import { playRow, playRowStyles } from "../parts/play-row";
import { ranking, rankingStyles } from "../parts/ranking";
import { bone, bones } from "../parts/skeleton";

const BEADS = 14;
const KINDS: Kinds[] = ["artists", "albums", "tracks"];
/** Periods that are short enough for a bar a day, and how many days they have. */
const SHORT: Record<string, number | undefined> = { today: 7, last_7_days: 7, last_30_days: 30, last_90_days: 90 };

/** The first page: everything in one question. */
export class Overview extends PatientElement {
  static override properties = { ...PatientElement.properties, period: {}, kind: { state: true } };

  declare period: string;
  declare protected kind: Kinds;

  #asked = new Asked<Insights<{ overview: Answers }>>(
    this,
    () => ({ type: "spindle/insights", page: "overview", period: this.period }),
    true,
  );
  #drawn = new Gradual<TemplateResult>(this, 1);
  #leave: (() => void) | undefined;

  constructor() {
    super();
    this.period = "last_30_days";
    this.kind = "artists";
  }

  override updated(): void {
    this.#leave ??= this.home?.store.onLive(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    const { refusal } = this.#asked.answer;
    const answers = this.#asked.value?.answers.overview;
    if (refusal && !answers) return html`<div class="card">${refused(home, refusal, () => this.#asked.refresh())}</div>`;
    return html`
      <section class="card now" aria-label=${home.say("now_playing")}>
        ${nowPlaying(home, home.store.live?.rooms ?? [])}
      </section>
      ${!answers || answers.recent.length || answers.totals.plays ? this.#grid(answers) : this.#empty(answers)}
    `;
  }

  /** The answers, part by part, in the places of their skeletons. */
  #grid(answers: Answers | undefined): TemplateResult {
    const draws = [this.#lead, this.#figures, this.#leaders, this.#week, this.#days, this.#recent, this.#memories];
    const [lead, figures, leaders, week, days, recent, memories] = answers
      ? this.#drawn.parts([answers, this.home, this.kind], () => draws.map((draw) => () => draw(answers)))
      : [];
    return html`
      <div class="grid ${answers && this.#asked.isStale && !this.#asked.answer.value ? "old" : ""}" aria-busy=${memories ? nothing : "true"}>
        ${lead ?? html`<p class="lead">${bone("min(80%, 520px)", "24px", "margin:2px 0")}</p>`}
        ${figures ?? html`<div class="figures">${KINDS.concat("artists").map(() => html`<div class="card figure">${bone("100%", "var(--figure)")}</div>`)}</div>`}
        <section class="card leaders">${leaders ?? html`${bone("40%", "24px", "margin:4px 0 56px")}${bones(5, 60)}`}</section>
        <section class="card week">${week ?? html`${bone("50%", "24px", "margin:4px 0 16px")}${bone("238px", "238px", "border-radius:50%;margin:24px auto 40.3px")}`}</section>
        <section class="card days">${days ?? html`${bone("30%", "24px", "margin:4px 0 16px")}${bone("100%", SHORT[this.period] ? "194px" : "198.6px")}`}</section>
        ${recent} ${memories}
      </div>
    `;
  }

  /** Says it in words first. */
  #lead = ({ totals, artists }: Answers): TemplateResult => {
    const home = this.home!;
    const period = home.words.of("in", this.period);
    if (!totals.plays) return html`<p class="lead">${home.say("lead_nothing", { period })}</p>`;
    const first = artists.rows[0];
    const isAll = !timeUnknown(home, totals.unknown_time);
    const said = [home.say(isAll ? "lead" : "lead_at_least", { period, duration: home.format.duration(totals.seconds, "long") })];
    if (totals.seconds_change !== null) {
      const change = home.format.percent(Math.abs(totals.seconds_change));
      said.push(home.say(totals.seconds_change < 0 ? "lead_less" : "lead_more", { change }));
    }
    if (first && first.share > 0.01) said.push(home.say("lead_artist", { name: first.name }));
    return html`<p class="lead">${said.join(" ")}</p>`;
  };

  #figures = ({ totals, discovery, streaks, heat_map: days, today }: Answers): TemplateResult => {
    const home = this.home!;
    const { format } = home;
    const found = discovery.artists.reduce((sum, count) => sum + count, 0);
    const streak = streaks.current?.days ?? 0;
    const isOpen = streak > 0 && !streaks.played_today;
    const longest = home.say("streak_text", { count: home.count("days", streaks.longest?.days ?? 0) });
    return html`
      <dl class="figures">
        ${this.#figure(home.say("plays"), format.number(totals.plays), totals.plays_change, sparkline(gathered(days.plays)), home.say("today_so_far", { plays: home.count("plays", today.plays) }))}
        ${this.#figure(home.say("listening_time"), format.duration(totals.seconds), totals.seconds_change, sparkline(gathered(days.seconds)), timeUnknown(home, totals.unknown_time, "time_unknown_short"))}
        ${this.#figure(home.say("new_artists"), format.number(found), null, meter(discovery.score ?? 0), home.words.of("discovery", discovery.reading))}
        ${this.#figure(home.say("streak"), format.number(streak), null, beads(streak, isOpen), isOpen ? home.say("streak_open") : longest)}
      </dl>
    `;
  };

  #figure(name: string, value: string, change: number | null, course: TemplateResult, more = ""): TemplateResult {
    const home = this.home!;
    const told =
      change === null
        ? more
        : html`<span class="change ${change >= 0 ? "up" : "down"}" title=${home.say("against_before")}>${home.format.change(change)}</span> ${more || home.say("against_before")}`;
    return html`
      <div class="card figure">
        <dt class="soft">${name}</dt>
        <dd>
          <span class="value number">${value}</span>
          <span class="small soft about">${told}</span>
          <span class="course" aria-hidden="true">${course}</span>
        </dd>
      </div>
    `;
  }

  #leaders = (answers: Answers): TemplateResult => {
    const home = this.home!;
    const kind = this.kind;
    const all = addressOf("top", { kind, period: this.period });
    return html`
      <div class="head">
        <h2>${home.words.of("top", kind)}</h2>
        <a class="chip" href=${all}>${home.say("show_all")}</a>
      </div>
      <div class="row kinds" role="group" aria-label=${home.words.of("top", kind)}>
        ${KINDS.map(
          (one) => html`<button class="chip" aria-pressed=${one === kind} @click=${() => (this.kind = one)}>${home.words.of("kind", one)}</button>`,
        )}
      </div>
      ${answers[kind].rows.length ? ranking(home, answers[kind].rows, { kind, towards: `${all}&open=` }) : html`<p class="soft none">${home.say("nothing_played")}</p>`}
    `;
  };

  #week = ({ clock }: Answers): TemplateResult => {
    const pick = ({ detail }: CustomEvent<{ hour: number }>) => go(addressOf("history", detail));
    return html`<spindle-clock .home=${this.home} .heading=${this.home!.say("clock")} .plays=${clock.plays} @spindle-pick=${pick}></spindle-clock>`;
  };

  /** A bar a day for short periods, else the calendar. */
  #days = ({ heat_map: { first, plays } }: Answers): TemplateResult => {
    const home = this.home!;
    const today = home.format.dayOf(Date.now() / 1000);
    const pick = ({ detail }: CustomEvent<{ day: string }>) => go(addressOf("history", { day: detail.day }));
    const length = SHORT[this.period];
    if (!length) {
      return html`<spindle-calendar .home=${home} .heading=${home.say("calendar")} .first=${first} .plays=${plays} .today=${today} @spindle-pick=${pick}></spindle-calendar>`;
    }
    const bars = Array.from({ length }, (_, number): Bar => {
      const date = utcDay.offset(dateOf(today), number - length + 1);
      const day = isoOf(date);
      const value = first ? (plays[utcDay.count(dateOf(first), date)] ?? 0) : 0;
      const short = () => (length > 7 ? home.format.day(day, "brief") : home.format.weekday((date.getUTCDay() + 6) % 7, "short"));
      return { short, long: () => home.format.day(day), value, detail: { day } };
    });
    return html`<spindle-bars .home=${home} .heading=${home.say("by_day")} .bars=${bars} height="170" @spindle-pick=${pick}></spindle-bars>`;
  };

  #recent = ({ recent }: Answers): TemplateResult => {
    const home = this.home!;
    return html`
      <section class="card just">
        <div class="head">
          <h2>${home.say("recent")}</h2>
          <a class="chip" href=${addressOf("history")}>${home.say("show_all")}</a>
        </div>
        <ul class="plays">
          ${recent.map((play) => playRow(home, play))}
        </ul>
      </section>
    `;
  };

  #memories = ({ on_this_day: memories }: Answers): TemplateResult => {
    const home = this.home!;
    return html`
      <section class="card memories">
      <div class="head"><h2>${home.say("on_this_day")}</h2></div>
      ${memories.length ? nothing : html`<p class="soft none">${home.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${memories.slice(0, 5).map((memory) => {
          const [artist, track] = [memory.artists[0], memory.tracks[0]];
          return html`
            <li>
              <a href=${addressOf("history", { day: memory.day })}>
                ${avatar(artist?.name ?? "", 40)}
                <span class="two">
                  <b class="cut">${home.count("years_ago", memory.years_ago)}</b>
                  <span class="line">
                    <span class="small soft cut">
                      ${home.say("memory", { plays: home.count("plays", memory.plays), artist: artist?.name ?? "" })}${track ? html` · <bdi>${track.name}</bdi>` : nothing}
                    </span>
                    ${lidarrMark(home, track?.lidarr)}
                  </span>
                </span>
              </a>
            </li>
          `;
        })}
      </ul>
      </section>
    `;
  };

  #empty(answers: Answers): TemplateResult {
    const home = this.home!;
    if (answers.streaks.days) return html`<p class="lead">${home.say("lead_nothing", { period: home.words.of("in", this.period) })}</p>`;
    const doing = home.isAdministrator ? { label: home.say("to_import"), href: addressOf("import") } : undefined;
    return html`<div class="card">${notice("mdi:record-player", home.say("empty"), home.say("empty_text"), doing)}</div>`;
  }

  static override styles = [
    shared,
    rankingStyles,
    nowPlayingStyles,
    playRowStyles,
    css`
      :host { display: grid; gap: 16px; --figure: 113px; }
      .grid { display: grid; gap: 16px; grid-template-columns: repeat(12, minmax(0, 1fr)); align-items: start; }
      .grid > * { grid-column: 1 / -1; }
      .lead { font-size: 20px; line-height: 28px; letter-spacing: -0.01em; text-wrap: pretty; padding: 8px 4px 4px; max-width: 90ch; }
      .figures { display: grid; gap: 16px; grid-template-columns: repeat(4, minmax(0, 1fr)); }
      .figure { box-sizing: border-box; min-height: calc(var(--figure) + 34px); }
      .figure dd { display: grid; }
      .figure .value { font-size: 30px; line-height: 38px; font-weight: 500; letter-spacing: -0.025em; white-space: nowrap; }
      .about { min-height: 16px; }
      .course { height: 28px; margin-top: 10px; display: grid; align-items: end; }
      .meter { height: 6px; border-radius: 3px; background: var(--mild); overflow: hidden; }
      .meter i { display: block; height: 100%; border-radius: 3px; background: var(--accent); }
      .beads { display: flex; gap: 4px; }
      .beads i { flex: 1; height: 6px; border-radius: 3px; background: var(--mild); }
      .beads i.on { background: var(--accent); }
      .beads i.open { background: none; box-shadow: inset 0 0 0 1.5px var(--accent); }
      .change { font-weight: 500; white-space: nowrap; color: var(--ink); }
      .change::before { content: "▲ "; font-size: 9px; color: var(--success-color, #43a047); }
      .change.down::before { content: "▼ "; color: var(--warning-color, #ffa600); }
      .kinds { margin-bottom: 8px; }
      .none { padding: 8px 0; }
      .plays a { padding: 0 8px; margin: 0 -8px; border-radius: 10px; }
      .plays a:hover { background: var(--mild); }
      @container panel (min-width: 900px) {
        .leaders { grid-column: 1 / 8; }
        .week { grid-column: 8 / -1; }
        .leaders, .week { align-self: stretch; }
        .just { grid-column: 1 / 8; }
        .memories { grid-column: 8 / -1; }
        .just, .memories { align-self: stretch; }
      }
      /* There it may take two lines to say what is about a figure. */
      @container panel (max-width: 1000px) {
        .figure { --figure: 129px; }
        .about { min-height: 32px; }
      }
      @container panel (max-width: 700px) {
        .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
        .figure { --figure: 123px; }
        .figure .value { font-size: 22px; line-height: 32px; }
        /* As many lines as it mostly has: what is below is not to move when it is known. */
        .lead { font-size: 18px; line-height: 26px; min-height: 90px; }
      }
      @container panel (max-width: 340px) {
        .lead { min-height: 116px; }
      }
    `,
  ];
}

/** How far into the unknown, of a hundred. */
function meter(score: number): TemplateResult {
  return html`<span class="meter"><i style="inline-size:${score}%"></i></span>`;
}

/** The last fourteen days, strung together; today's is open as long as it has no play. */
function beads(streak: number, isOpen: boolean): TemplateResult {
  const days = Array.from({ length: BEADS }, (_, day) => BEADS - day - (isOpen ? 1 : 0));
  return html`<span class="beads">${days.map((day) => html`<i class=${day === 0 ? "open" : day <= streak ? "on" : ""}></i>`)}</span>`;
}

define("spindle-overview", Overview);
