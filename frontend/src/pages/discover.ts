import { css, html, nothing, type TemplateResult } from "lit";
import "../panel-kit";
import type { Discovery, Forgotten, GenreEvolution, Genres, Insights, Newcomer } from "../answers";
import "../charts/bars";
import type { Bar } from "../charts/bars";
import "../charts/stream";
import type { Course } from "../charts/stream";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { PatientElement, shared } from "../lib/element";
import { Gradual } from "../lib/gradual";
import { addressOf } from "../lib/place";
import { avatar } from "../parts/avatar";
import { lidarrMark } from "../parts/lidarr";
import { refused } from "../parts/notice";
import { bone } from "../parts/skeleton";

interface Era {
  eras: { first_year: number; plays: number; of_plays: number }[];
  middle: number | null;
  unknown: number;
}

interface Answers {
  discovery: Discovery;
  genre_evolution: GenreEvolution;
  genres: Genres;
  newcomers: Newcomer[];
  forgotten: Forgotten[];
  era: Era;
}

/** What the answers are drawn in, one after the other: how wide, and how high its drawing is. */
const PLACES = [
  ["wide", "204px"],
  ["wide", "var(--course)"],
  ["", "328px"],
  ["", "244px"],
  ["", "480px"],
  ["", "480px"],
] as const;

/** The step by which a period is told. */
const STEPS: Record<string, string | undefined> = {
  today: "day",
  last_7_days: "day",
  last_30_days: "week",
  last_90_days: "week",
  last_365_days: "month",
};

/** What is new, how taste moves, how varied it is, and who has been forgotten. */
export class Discover extends PatientElement {
  static override properties = { ...PatientElement.properties, period: {} };

  declare period: string;

  #asked = new Asked<Insights<Answers>>(this, () => {
    const step = this.#step;
    const questions = [
      { question: "discovery", step },
      { question: "genre_evolution", step, limit: 7 },
      { question: "genres", limit: 12 },
      { question: "newcomers", limit: 8 },
      { question: "forgotten", limit: 8 },
      { question: "era" },
    ];
    return { type: "spindle/insights", questions, period: this.period };
  });

  #drawn = new Gradual<TemplateResult>(this, 1);

  constructor() {
    super();
    this.period = "";
  }

  get #step(): string {
    return STEPS[this.period] ?? "quarter";
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    const { refusal } = this.#asked.answer;
    const answers = this.#asked.value?.answers;
    if (refusal && !answers) return html`<div class="card">${refused(home, refusal, () => this.#asked.refresh())}</div>`;
    if (!answers) return html`<div class="grid">${PLACES.map(([kind, height]) => place(kind, height))}</div>`;
    return html`<div class="grid ${this.#asked.isStale && !this.#asked.answer.value ? "old" : ""}">${this.#parts(answers)}</div>`;
  }

  /** The answers, part by part, in the places of their skeletons. */
  #parts(answers: Answers): unknown[] {
    const draws = [this.#discovery, this.#evolution, this.#diversity, this.#eras, this.#newcomers, this.#forgotten];
    const drawn = this.#drawn.parts([answers, this.home], () => draws.map((draw) => () => draw(answers)));
    const isThere = [true, isCourse(answers.genre_evolution), true, answers.era.eras.length > 0, true, true];
    return PLACES.map(([kind, height], number) => (isThere[number] ? place(kind, height, drawn[number]) : nothing));
  }

  #discovery = ({ discovery: { artists, starts, new_plays, known_plays, new_share, score, reading } }: Answers): TemplateResult => {
    const home = this.home!;
    const bars = starts.map((start, number): Bar => {
      const [fresh, known] = [new_plays[number] ?? 0, known_plays[number] ?? 0];
      const share = home.format.percent(fresh + known ? fresh / (fresh + known) : 0);
      return { short: () => this.#name(start, true), long: () => this.#name(start), value: artists[number] ?? 0, detail: share };
    });
    const told = ({ value, detail }: Bar) =>
      home.say("discovery_read", { artists: home.count("artists", value), share: String(detail) });
    const line = new_share === null ? home.words.of("discovery", reading) : home.say("discovery_line", { share: home.format.percent(new_share), score: home.format.number(score ?? 0), reading: home.words.of("discovery", reading) });
    return html`<spindle-bars .home=${home} .heading=${home.say("new_artists")} .bars=${bars} .told=${told} .line=${line} height="180"></spindle-bars>`;
  };

  #evolution = ({ genre_evolution: { genres, others, starts } }: Answers): TemplateResult => {
    const home = this.home!;
    const courses: Course[] = genres.map(({ name, plays }) => ({ name, figures: plays }));
    if (others.some(Boolean)) courses.push({ name: home.say("others"), figures: others, isRest: true });
    const steps = starts.map((start) => this.#name(start, true));
    const line = home.say("evolution_line", { name: genres[0]?.name ?? "" });
    return html`<spindle-stream .home=${home} .heading=${home.say("genre_evolution")} .courses=${courses} .steps=${steps} .line=${line}></spindle-stream>`;
  };

  #diversity = ({ genres: { diversity, genres, unknown } }: Answers): TemplateResult => {
    const home = this.home!;
    const most = Math.max(1, ...genres.map((genre) => genre.plays));
    return html`
      <div class="head"><h2>${home.say("diversity")}</h2></div>
      <p class="big">${home.words.of("diversity", diversity.reading)}</p>
      ${diversity.genres
        ? html`<p class="soft">${home.say("diversity_text", { genres: home.format.number(diversity.genres), effective: home.format.number(diversity.effective, 1) })}</p>`
        : nothing}
      <ul>
        ${genres.slice(0, 8).map(
          (genre) => html`
            <li>
              <a class="bar" href=${addressOf("top", { kind: "genres", period: this.period, open: genre.name })}>
                <span class="cut">${genre.name}</span>
                <span class="track"><i style="inline-size:${(100 * genre.plays) / most}%"></i></span>
                <span class="soft number">${home.format.percent(genre.of_plays)}</span>
              </a>
            </li>
          `,
        )}
      </ul>
      ${unknown ? html`<p class="small soft">${home.say("genres_unknown", { share: home.format.percent(unknown) })}</p>` : nothing}
    `;
  };

  #eras = ({ era: { eras, middle, unknown } }: Answers): TemplateResult => {
    const home = this.home!;
    const bars = eras.map((era): Bar => ({ short: () => String(era.first_year), long: () => home.say("decade", { year: era.first_year }), value: era.plays }));
    const line = middle ? home.say("era_line", { year: middle, share: home.format.percent(unknown) }) : "";
    return html`<spindle-bars .home=${home} .heading=${home.say("eras")} .bars=${bars} .line=${line} height="220"></spindle-bars>`;
  };

  #forgotten = ({ forgotten }: Answers): TemplateResult => {
    const home = this.home!;
    return html`
      <div class="head"><h2>${home.say("forgotten")}</h2></div>
      <p class="soft">${home.say(forgotten.length ? "forgotten_text" : "forgotten_none")}</p>
      <ul>
        ${forgotten.map((one) => this.#artist(one, home.say("last_heard", { day: home.format.date(one.last_at) }), one.lidarr))}
      </ul>
    `;
  };

  #newcomers = ({ newcomers }: Answers): TemplateResult => {
    const home = this.home!;
    return html`
      <div class="head"><h2>${home.say("newcomers")}</h2></div>
      ${newcomers.length ? nothing : html`<p class="soft">${home.say("newcomers_none")}</p>`}
      <ul>
        ${newcomers.map((one) => this.#artist(one, home.say("first_heard", { day: home.format.date(one.first_at) })))}
      </ul>
    `;
  };

  #artist({ id, name, plays }: Newcomer | Forgotten, about: string, lidarr?: string | null): TemplateResult {
    const home = this.home!;
    return html`
      <li>
        <a class="one" href=${addressOf("top", { kind: "artists", open: id })}>
          ${avatar(name, 40)}
          <span class="two">
            <b class="cut">${name} ${lidarrMark(home, lidarr)}</b>
            <span class="small soft cut">${about}</span>
          </span>
          <span class="number">${home.format.number(plays)}</span>
        </a>
      </li>
    `;
  }

  #name(start: number, isShort = false): string {
    const { format } = this.home!;
    const day = format.dayOf(start);
    if (this.#step === "day" || this.#step === "week") return format.day(day, isShort ? "brief" : "short");
    return format.day(day, isShort && this.#step === "month" ? "month" : "year");
  }

  static override styles = [
    shared,
    css`
      .grid { --course: 268px; display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); align-items: start; }
      .wide { grid-column: 1 / -1; }
      .big { font-size: 20px; line-height: 28px; letter-spacing: -0.01em; margin-bottom: 4px; }
      ul { margin: 12px 0 8px; }
      .bar { display: grid; grid-template-columns: 8.5em 1fr 3.5em; align-items: center; gap: 12px; padding: 5px 0; }
      .bar:hover .cut { text-decoration: underline; }
      .bar .number { text-align: var(--end); }
      .track { height: 6px; border-radius: 3px; background: var(--mild); }
      .track i { display: block; height: 100%; border-radius: 3px; background: var(--accent); }
      .one { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 0 8px; margin: 0 -8px; border-radius: 10px; }
      .one:hover { background: var(--mild); }
      .one b { font-weight: 500; }
      .two { flex: 1; min-width: 0; display: grid; }
      /* The names of the courses take three lines there. */
      @container panel (max-width: 600px) {
        .grid { --course: 308px; }
      }
    `,
  ];
}

/** A part, or what holds its place. */
function place(kind: string, height: string, part?: unknown): TemplateResult {
  const skeleton = () => html`${bone("30%", "24px", "margin:4px 0 16px")}${bone("100%", height)}`;
  return html`<section class="card ${kind}">${part ?? skeleton()}</section>`;
}

/** Whether there is a course to be drawn. */
function isCourse({ genres, starts }: GenreEvolution): boolean {
  return genres.length > 0 && starts.length > 1;
}

define("spindle-discover", Discover);
