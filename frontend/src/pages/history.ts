import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import "../panel-kit";
import type { Insights, Recent, Series } from "../answers";
import type { Info } from "../standings";
import "../charts/hours";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { PatientElement, shared } from "../lib/element";
import { Gradual } from "../lib/gradual";
import { turn } from "../lib/turns";
import { joined } from "../lib/joined";
import { turnTo } from "../lib/place";
import type { Question } from "../parts/confirm";
import { deletionOf } from "../parts/deletion";
import { notice, refused } from "../parts/notice";
import { PLAY, placed, playsByDay, playsByDayStyles, type Placed } from "../parts/plays-by-day";
import "../parts/hidden";
import "../parts/refusals";
import { bone, bones } from "../parts/skeleton";

const PAGE = 60;

type View = "not_counted" | "hidden" | undefined;

/** Every play, day by day; what was not counted and why; and a broom for administrators. */
export class History extends PatientElement {
  static override properties = {
    ...PatientElement.properties,
    query: { attribute: false },
    older: { state: true },
    chosen: { state: true },
    question: { state: true },
    isBegun: { state: true },
    series: { state: true },
  };

  declare query: URLSearchParams;
  /** What follows the first page, once it was reached. */
  declare protected older: Recent | undefined;
  /** Ids of the plays that are chosen; undefined while nothing is to be chosen. */
  declare protected chosen: Set<number> | undefined;
  declare protected question: Question | undefined;
  /** Whether the filters are drawn: a browser takes a while for what can be chosen from. */
  declare protected isBegun: boolean;
  /** The hours of the day, once they are to be drawn. */
  declare protected series: Series | undefined;

  #filter = "";
  #latest: Recent | undefined;
  #isFetching = false;
  #charted: Series | undefined;
  #drawn = new Gradual<Placed>(this);
  #info = new Asked<Info>(this, () => ({ type: "spindle/info" }));
  #first = new Asked<Recent>(this, () => (this.#view ? undefined : { type: "spindle/recent", limit: PAGE, ...this.#scope }));
  #hours = new Asked<Insights<{ series: Series }>>(this, () => {
    const { day } = this.#asked;
    if (!day || this.#view) return undefined;
    return { type: "spindle/insights", questions: [{ question: "series", step: "hour" }], ...this.#within, day };
  });
  #reached = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) void this.#fetchOlder();
  }, { rootMargin: "600px" });

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.isBegun = false;
  }

  protected override firstUpdated(): void {
    void turn().then(() => (this.isBegun = true));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reached.disconnect();
  }

  get #asked() {
    const of = (name: string) => this.query.get(name) ?? undefined;
    return { day: of("day"), room: of("room"), service: of("service"), start: of("start"), end: of("end"), hour: of("hour") };
  }

  /** What is shown instead of plays. */
  get #view(): View {
    const wanted = this.query.get("show");
    return this.#views.find((view) => view === wanted);
  }

  get #views(): View[] {
    return this.home?.isAdministrator ? [undefined, "not_counted", "hidden"] : [undefined, "not_counted"];
  }

  /** Room and service. */
  get #within(): Record<string, string> {
    const { room, service } = this.#asked;
    return { ...(room && { room }), ...(service && { service }) };
  }

  get #scope(): Record<string, string | number> {
    const { day, start, end, hour } = this.#asked;
    const hours = start && end ? { start: Number(start), end: Number(end) } : day ? { day } : hour ? { week_hour: Number(hour) } : {};
    return { ...this.#within, ...hours };
  }

  protected override willUpdate(changed: PropertyValues): void {
    const first = this.#first.value;
    this.#chart(this.#hours.value?.answers.series);
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

  /** Draws the hours after the plays, which move with one frame; with the next those are drawn that have come into sight. */
  #chart(series: Series | undefined): void {
    if (series === this.#charted) return;
    this.#charted = series;
    void turn().then(turn).then(() => (this.series = this.#charted));
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
      ${this.isBegun ? this.#below() : nothing}
    `;
  }

  #below(): TemplateResult {
    const home = this.home!;
    return html`
      ${this.#hoursOfTheDay()}
      <section class="card">${this.#view ? this.#left(this.#view) : this.#plays()}</section>
      <spindle-confirm .home=${home} .question=${this.question} @spindle-answered=${() => (this.question = undefined)}></spindle-confirm>
    `;
  }

  /** What is left out of every figure: never counted, or hidden. */
  #left(view: NonNullable<View>): TemplateResult {
    const { home } = this;
    const { day, room } = this.#asked;
    if (view === "hidden") return html`<spindle-hidden .home=${home}></spindle-hidden>`;
    return html`<spindle-refusals .home=${home} .day=${day} .room=${room}></spindle-refusals>`;
  }

  #filters(): TemplateResult {
    const home = this.home!;
    const view = this.#view;
    return html`
      <div class="row">
        ${this.#views.map(
          (show) => html`<button class="chip" aria-pressed=${show === view} @click=${() => turnTo({ show, start: undefined, end: undefined })}>
            ${home.say(show ?? "counted_plays")}
          </button>`,
        )}
      </div>
      ${view === "hidden" ? nothing : this.#choices()}
    `;
  }

  #choices(): TemplateResult {
    const home = this.home!;
    const { day, room, service, start, hour } = this.#asked;
    const history = this.#info.value?.history;
    const clear = { day: undefined, room: undefined, service: undefined, start: undefined, end: undefined, hour: undefined };
    const turn = (name: string) => (event: Event) =>
      turnTo({ [name]: (event.target as HTMLInputElement).value, start: undefined, end: undefined, ...(name === "day" && { hour: undefined }) });
    return html`
      <div class="row">
        <label><span class="unseen">${home.say("day")}</span><input type="date" .value=${day ?? ""} max=${home.format.dayOf(Date.now() / 1000)} @change=${turn("day")} /></label>
        ${this.#select("room", home.say("all_rooms"), history?.rooms ?? [], room, turn("room"))}
        ${this.#view ? nothing : this.#select("service", home.say("all_services"), history?.services.map(({ id }) => ({ id, name: home.service(id) })) ?? [], service, turn("service"))}
        ${hour && !day && !this.#view ? html`<button class="chip" aria-pressed="true" @click=${() => turnTo({ hour: undefined })}>${this.#hourOfTheWeek(Number(hour))}</button>` : nothing}
        ${day || room || service || start || hour ? html`<button class="chip" @click=${() => turnTo(clear)}>${home.say("clear")}</button>` : nothing}
        ${home.isAdministrator && !this.#view ? this.#choosing() : nothing}
      </div>
    `;
  }

  #hourOfTheWeek(hour: number): string {
    const home = this.home!;
    const { format } = home;
    return home.say("week_hour", { day: format.weekday(Math.floor(hour / 24)), hour: format.hour(hour % 24) });
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
    if (!day || this.#view) return nothing;
    const { series } = this;
    const picked = ({ detail }: CustomEvent<{ start: number; end: number } | undefined>) => turnTo({ start: detail?.start, end: detail?.end });
    return html`
      <section class="card hours">
        ${series
          ? html`<spindle-hours .home=${home} .heading=${home.say("hours")} .starts=${series.starts} .plays=${series.plays}
              .from=${start ? Number(start) : undefined} .until=${end ? Number(end) : undefined} @spindle-span=${picked}></spindle-hours>`
          : bone("100%", "164px")}
      </section>
    `;
  }

  #plays(): TemplateResult {
    const home = this.home!;
    const { refusal } = this.#first.answer;
    const first = this.#first.value;
    if (refusal && !first) return refused(home, refusal, () => this.#first.refresh());
    if (!first) return html`${bones(10, PLAY)}`;
    const { chosen, older } = this;
    const { plays, before } = joined(first, older);
    if (!plays.length) return notice("mdi:record-player", home.say("nothing_played"), home.say("another_filter"));
    const remove = home.isAdministrator ? (id: number) => void this.#askToDelete([id]) : undefined;
    const choose = (id: number) => this.#choose(id);
    const rows = this.#drawn.keyed([first, older, home, chosen], () => placed(home, plays, { chosen, choose, remove }));
    const end = before ? html`<div class="end">${bones(2, PLAY)}</div>` : html`<p class="soft small last">${home.say("first_play")}</p>`;
    return html`
      <div class=${this.#first.isStale && !this.#first.answer.value ? "old" : ""}>${playsByDay(home, rows, this.#within)}</div>
      ${rows.length < plays.length ? nothing : end}
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
    this.question = await deletionOf(this.home!, ids, () => this.#begin());
  }

  /** Shows everything anew, from the latest play on. */
  #begin(): void {
    this.older = this.#latest = undefined;
    this.chosen = undefined;
    this.#first.refresh();
  }

  static override styles = [
    shared,
    playsByDayStyles,
    css`
      :host { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .filters { display: flex; flex-wrap: wrap; gap: 12px; justify-content: space-between; }
      select, input[type="date"] { height: 36px; padding: 0 12px; border: 1px solid var(--line); border-radius: 18px; background: var(--card); color-scheme: inherit; max-width: 200px; }
      /* Nothing jumps when they come. */
      .hours { min-height: 198px; }
      @media (pointer: coarse) { .hours { min-height: 206px; } }
      .last { text-align: center; padding: 24px 0 8px; }
    `,
  ];
}

define("spindle-history", History);
