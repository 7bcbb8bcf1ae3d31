import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import "../panel-kit";
import type { Insights, Play, Recent, Series } from "../answers";
import type { Info } from "../standings";
import "../charts/hours";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { PatientElement, shared } from "../lib/element";
import { Gradual, SOME_ROWS } from "../lib/gradual";
import { joined } from "../lib/joined";
import { addressOf, turnTo } from "../lib/place";
import { avatar } from "../parts/avatar";
import { rehearse, type Question } from "../parts/confirm";
import { lidarrMark } from "../parts/lidarr";
import { notice, refused } from "../parts/notice";
import "../parts/refusals";
import { bones } from "../parts/skeleton";

const PAGE = 60;
/** Drawn here, because a page of elements that look their icon up would take longer than all else. */
const BIN = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 6.5h14M9.5 6.5v-2h5v2M7 6.5l1 13h8l1-13M10.5 10v6M13.5 10v6"></path></svg>`;

interface Rehearsed {
  count: number;
  examples: { artist: string; title: string }[];
}

/** Every play, day by day; what was not counted and why; and a broom for administrators. */
export class History extends PatientElement {
  static override properties = {
    ...PatientElement.properties,
    query: { attribute: false },
    older: { state: true },
    chosen: { state: true },
    question: { state: true },
  };

  declare query: URLSearchParams;
  /** What follows the first page, once it was reached. */
  declare protected older: Recent | undefined;
  /** Ids of the plays that are chosen; undefined while nothing is to be chosen. */
  declare protected chosen: Set<number> | undefined;
  declare protected question: Question | undefined;

  #filter = "";
  #latest: Recent | undefined;
  #isFetching = false;
  #gradual = new Gradual(this, SOME_ROWS, SOME_ROWS);
  #info = new Asked<Info>(this, () => ({ type: "spindle/info" }));
  #first = new Asked<Recent>(this, () => (this.#isOfRefusals ? undefined : { type: "spindle/recent", limit: PAGE, ...this.#scope }));
  #hours = new Asked<Insights<{ series: Series }>>(this, () => {
    const { day } = this.#asked;
    if (!day || this.#isOfRefusals) return undefined;
    return { type: "spindle/insights", questions: [{ question: "series", step: "hour" }], ...this.#within, day };
  });
  #reached = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) void this.#fetchOlder();
  }, { rootMargin: "600px" });

  constructor() {
    super();
    this.query = new URLSearchParams();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reached.disconnect();
  }

  get #asked() {
    const of = (name: string) => this.query.get(name) ?? undefined;
    return { day: of("day"), room: of("room"), service: of("service"), start: of("start"), end: of("end") };
  }

  get #isOfRefusals(): boolean {
    return this.query.get("show") === "not_counted";
  }

  /** Room and service. */
  get #within(): Record<string, string> {
    const { room, service } = this.#asked;
    return { ...(room && { room }), ...(service && { service }) };
  }

  get #scope(): Record<string, string | number> {
    const { day, start, end } = this.#asked;
    const hours = start && end ? { start: Number(start), end: Number(end) } : day ? { day } : {};
    return { ...this.#within, ...hours };
  }

  protected override willUpdate(changed: PropertyValues): void {
    const first = this.#first.value;
    // A new play pushes others off the first page.
    if (first !== this.#latest && this.#latest && this.older) this.older = joined(this.#latest, this.older);
    this.#latest = first;
    if (!changed.has("query")) return;
    const filter = this.query.toString();
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.older = this.#latest = undefined;
    this.chosen = undefined;
  }

  protected override updated(): void {
    const end = this.renderRoot.querySelector(".end");
    this.#reached.disconnect();
    if (end) this.#reached.observe(end);
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    return html`
      <section class="card filters">${this.#filters()}</section>
      ${this.#hoursOfTheDay()}
      <section class="card">${this.#isOfRefusals ? html`<spindle-refusals .home=${home} .day=${this.#asked.day} .room=${this.#asked.room}></spindle-refusals>` : this.#plays()}</section>
      <spindle-confirm .home=${home} .question=${this.question} @spindle-answered=${() => (this.question = undefined)}></spindle-confirm>
    `;
  }

  #filters(): TemplateResult {
    const home = this.home!;
    const { day, room, service, start } = this.#asked;
    const history = this.#info.value?.history;
    const clear = { day: undefined, room: undefined, service: undefined, start: undefined, end: undefined };
    const turn = (name: string) => (event: Event) =>
      turnTo({ [name]: (event.target as HTMLInputElement).value, start: undefined, end: undefined });
    const views = [undefined, "not_counted"] as const;
    return html`
      <div class="row">
        ${views.map(
          (show) => html`<button class="chip" aria-pressed=${(show ?? null) === this.query.get("show")} @click=${() => turnTo({ show, start: undefined, end: undefined })}>
            ${home.say(show ? "not_counted" : "counted_plays")}
          </button>`,
        )}
      </div>
      <div class="row">
        <label><span class="unseen">${home.say("day")}</span><input type="date" .value=${day ?? ""} max=${home.format.dayOf(Date.now() / 1000)} @change=${turn("day")} /></label>
        ${this.#select("room", home.say("all_rooms"), history?.rooms ?? [], room, turn("room"))}
        ${this.#isOfRefusals ? nothing : this.#select("service", home.say("all_services"), history?.services.map(({ id }) => ({ id, name: home.service(id) })) ?? [], service, turn("service"))}
        ${day || room || service || start ? html`<button class="chip" @click=${() => turnTo(clear)}>${home.say("clear")}</button>` : nothing}
        ${home.isAdministrator && !this.#isOfRefusals ? this.#choosing() : nothing}
      </div>
    `;
  }

  #select(name: string, all: string, options: { id: string; name: string }[], chosen: string | undefined, turn: (event: Event) => void): TemplateResult {
    return html`
      <select aria-label=${all} name=${name} @change=${turn}>
        <option value="" ?selected=${!chosen}>${all}</option>
        ${options.map((one) => html`<option value=${one.id} ?selected=${one.id === chosen}>${one.name}</option>`)}
      </select>
    `;
  }

  #choosing(): TemplateResult {
    const home = this.home!;
    const { chosen } = this;
    if (!chosen) return html`<button class="chip" @click=${() => (this.chosen = new Set())}>${home.say("choose")}</button>`;
    return html`
      <button class="chip" @click=${() => (this.chosen = undefined)}>${home.say("cancel")}</button>
      <button class="chip strong" ?disabled=${!chosen.size} @click=${() => this.#askToDelete([...chosen])}>${home.say("delete_chosen", { plays: home.count("plays", chosen.size) })}</button>
    `;
  }

  #hoursOfTheDay(): TemplateResult | typeof nothing {
    const home = this.home!;
    const { day, start, end } = this.#asked;
    const series = this.#hours.value?.answers.series;
    if (!day || this.#isOfRefusals || !series) return nothing;
    const picked = ({ detail }: CustomEvent<{ start: number; end: number } | undefined>) => turnTo({ start: detail?.start, end: detail?.end });
    return html`
      <section class="card">
        <spindle-hours .home=${home} .heading=${home.say("hours")} .starts=${series.starts} .plays=${series.plays}
          .from=${start ? Number(start) : undefined} .until=${end ? Number(end) : undefined} @spindle-span=${picked}></spindle-hours>
      </section>
    `;
  }

  #plays(): TemplateResult {
    const home = this.home!;
    const { refusal } = this.#first.answer;
    const first = this.#first.value;
    if (refusal && !first) return refused(home, refusal, () => this.#first.refresh());
    if (!first) return html`${bones(10, 56)}`;
    const { plays, before } = joined(first, this.older);
    if (!plays.length) return notice("mdi:record-player", home.say("nothing_played"), home.say("another_filter"));
    const shown = this.#gradual.upTo(plays.length);
    const days = new Map<string, Play[]>();
    for (const play of plays.slice(0, shown)) {
      const day = home.format.dayOf(play.played_at);
      const known = days.get(day);
      if (known) known.push(play);
      else days.set(day, [play]);
    }
    return html`
      <div class=${this.#first.isStale && !this.#first.answer.value ? "old" : ""}>
        ${[...days].map(
          ([day, those]) => html`
            <h2><a href=${addressOf("history", { ...this.#within, day })}>${home.format.day(day)}</a></h2>
            <ul>${those.map((play) => guard([play, home, this.chosen], () => this.#play(play)))}</ul>
          `,
        )}
      </div>
      ${shown < plays.length ? nothing : before ? html`<div class="end">${bones(2, 56)}</div>` : html`<p class="soft small last">${home.say("first_play")}</p>`}
    `;
  }

  #play(play: Play): TemplateResult {
    const home = this.home!;
    const { chosen } = this;
    const where = [play.station, play.room, home.service(play.service)].filter(Boolean).join(" · ");
    return html`
      <li>
        ${chosen
          ? html`<input type="checkbox" aria-label=${`${play.artist}, ${play.title}`} .checked=${chosen.has(play.id)} @change=${() => this.#choose(play.id)} />`
          : html`<time class="soft small number">${home.format.time(play.played_at)}</time>`}
        ${avatar(play.album ?? play.artist, 40, "square", play.cover)}
        <span class="two">
          <span class="line"><a class="cut title" href=${addressOf("top", { kind: "tracks", open: play.track_id })}>${play.title}</a>${lidarrMark(home, play.lidarr)}</span>
          <span class="small soft cut">
            <a href=${addressOf("top", { kind: "artists", open: play.artist_id })}>${play.artist}</a>${play.album ? ` · ${play.album}` : ""}
          </span>
        </span>
        <span class="where small soft cut">${where}</span>
        ${home.isAdministrator && !chosen
          ? html`<button class="icon" title=${home.say("delete")} aria-label=${`${home.say("delete")}: ${play.artist}, ${play.title}`} @click=${() => this.#askToDelete([play.id])}>
              ${BIN}
            </button>`
          : nothing}
      </li>
    `;
  }

  #choose(id: number): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  async #fetchOlder(): Promise<void> {
    const before = (this.older ?? this.#first.value)?.before;
    if (!before || this.#isFetching) return;
    this.#isFetching = true;
    const filter = this.#filter;
    try {
      const page = await this.home!.call<Recent>({ type: "spindle/recent", limit: PAGE, ...this.#scope, before });
      if (filter === this.#filter) this.older = this.older ? joined(this.older, page) : page;
    } catch {
      // The end stays in sight: it is tried again with the next scroll.
    }
    this.#isFetching = false;
  }

  async #askToDelete(ids: number[]): Promise<void> {
    const home = this.home!;
    const rehearsed = await rehearse<Rehearsed>(home, "delete_scrobbles", { ids });
    this.question = "yes" in rehearsed ? rehearsed : {
      title: home.say("delete_title", { plays: home.count("plays", rehearsed.count) }),
      text: home.say("delete_text"),
      examples: named(rehearsed),
      yes: home.say("delete"),
      run: async () => {
        await home.act("delete_scrobbles", { ids });
        this.#begin();
      },
    };
  }

  /** Shows everything anew, from the latest play on. */
  #begin(): void {
    this.older = this.#latest = undefined;
    this.chosen = undefined;
    this.#first.refresh();
  }

  static override styles = [
    shared,
    css`
      :host { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .filters { display: flex; flex-wrap: wrap; gap: 12px; justify-content: space-between; }
      select, input[type="date"] { height: 36px; padding: 0 12px; border: 1px solid var(--line); border-radius: 18px; background: var(--card); color-scheme: inherit; max-width: 200px; }
      section > div > h2 { margin: 20px 0 4px; }
      section > div > h2:first-child { margin-top: 0; }
      h2 a:hover, .two a:hover { text-decoration: underline; }
      li { display: flex; align-items: center; gap: 12px; min-height: 56px; min-width: 0; content-visibility: auto; contain-intrinsic-size: auto 56px; }
      li :focus-visible { outline-offset: -2px; }
      time { flex: none; min-width: 58px; }
      input[type="checkbox"] { width: 20px; height: 20px; margin: 0 19px; accent-color: var(--accent); }
      .two { flex: 1 1 50%; min-width: 0; display: grid; }
      .line { display: flex; gap: 6px; min-width: 0; }
      .title { font-weight: 500; }
      .two a, h2 a { display: inline-block; line-height: 24px; }
      .where { flex: 0 1 28%; text-align: end; }
      li .icon { opacity: 0.55; margin-inline-start: -8px; }
      li .icon svg { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linejoin: round; }
      li .icon:hover, li .icon:focus-visible { opacity: 1; }
      .last { text-align: center; padding: 24px 0 8px; }
      @container panel (max-width: 600px) {
        .where { display: none; }
        li .icon { display: none; }
        input[type="checkbox"] { margin: 0 8px; }
      }
    `,
  ];
}

function named({ examples }: Rehearsed): string[] {
  return examples.slice(0, 5).map(({ artist, title }) => `${artist} – ${title}`);
}

define("spindle-history", History);
