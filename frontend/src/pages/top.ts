import { css, html, nothing, type TemplateResult } from "lit";
import "../panel-kit";
import type { FigureName, Found, Genres, Hit, Insights, Kinds, Top as Answers } from "../answers";
import type { Message } from "../ha";
import { beside } from "../lib/apart";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { PatientElement, shared } from "../lib/element";
import { Gradual } from "../lib/gradual";
import { turnTo } from "../lib/place";
import { timeUnknown } from "../lib/unknown";
import { avatar } from "../parts/avatar";
import "../parts/drawer";
import { icon } from "../parts/icon";
import { lidarrMark } from "../parts/lidarr";
import { notice, refused } from "../parts/notice";
import { OF_A_LIST, leaders, movement, places, ranked, rankingStyles } from "../parts/ranking";
import { bones } from "../parts/skeleton";

type Kind = Kinds | "genres";

const KINDS: Kind[] = ["artists", "albums", "tracks", "genres"];
const FIGURES: FigureName[] = ["plays", "seconds"];
const MAGNIFIER =
  "M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z";
/** Pixels of a genre's row. */
const GENRE = 45;
const MOST = 200;
/** Milliseconds after the last letter at which a search begins. */
const PAUSE = 200;

/** Charts of everything, search, and a drawer for one of them. */
export class Top extends PatientElement {
  static override properties = {
    ...PatientElement.properties,
    period: {},
    query: { attribute: false },
    limit: { state: true },
  };

  declare period: string;
  declare query: URLSearchParams;
  declare protected limit: number;

  /** Of each kind by itself: another one has rows of another height, and is drawn from the first on. */
  #rowsDrawn = { artists: new Gradual<TemplateResult>(this), albums: new Gradual<TemplateResult>(this), tracks: new Gradual<TemplateResult>(this) };
  #genresDrawn = new Gradual<TemplateResult>(this);
  #timer: ReturnType<typeof setTimeout> | undefined;

  #top = new Asked<Answers>(this, () => {
    if (this.#kind === "genres" || this.#text) return undefined;
    return { type: "spindle/top", kind: this.#kind, figure: this.#figure, period: this.period, limit: this.limit };
  });
  #genres = new Asked<Insights<{ genres: Genres }>>(this, () => {
    const message: Message = { type: "spindle/insights", questions: [{ question: "genres", figure: this.#figure, limit: OF_A_LIST }], period: this.period };
    return this.#kind === "genres" && !this.#text ? message : undefined;
  });
  #found = new Asked<Found>(this, () => (this.#text ? { type: "spindle/search", text: this.#text, limit: 20 } : undefined));

  constructor() {
    super();
    this.period = "";
    this.query = new URLSearchParams();
    this.limit = OF_A_LIST;
  }

  get #kind(): Kind {
    const wanted = this.query.get("kind") as Kind;
    return KINDS.includes(wanted) ? wanted : "artists";
  }

  get #figure(): FigureName {
    return this.query.get("by") === "seconds" ? "seconds" : "plays";
  }

  get #text(): string {
    return this.query.get("q")?.trim() ?? "";
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    const open = this.query.get("open");
    const kind = this.#kind;
    return html`
      <section class="card">
        <div class="row tools">
          <div class="row" role="group" aria-label=${home.say("page_top")}>
            ${KINDS.map(
              (one) => html`<button class="chip" aria-pressed=${one === kind} @click=${() => this.#turn({ kind: one, open: undefined })}>${home.words.of("kind", one)}</button>`,
            )}
          </div>
          <div class="row end">
            <label class="search">
              ${icon(MAGNIFIER)}
              <input type="search" dir="auto" .value=${this.#text} placeholder=${home.say("search")} aria-label=${home.say("search")} @input=${this.#onSearch} />
            </label>
            ${FIGURES.map(
              (one) => html`<button class="chip" aria-pressed=${one === this.#figure} @click=${() => this.#turn({ by: one })}>${home.say(one === "plays" ? "plays" : "listening_time")}</button>`,
            )}
          </div>
        </div>
        ${this.#text ? this.#hits() : kind === "genres" ? this.#genreList() : this.#rows()}
      </section>
      ${open && (kind === "genres" || Number(open)) ? html`<spindle-drawer .home=${home} .kind=${kind} .name=${open} .period=${this.period}></spindle-drawer>` : nothing}
    `;
  }

  #rows(): TemplateResult {
    const home = this.home!;
    const { refusal } = this.#top.answer;
    const top = this.#top.value;
    if (refusal && !top) return refused(home, refusal, () => this.#top.refresh());
    if (!top) return html`${bones(12, 62)}`;
    if (!top.rows.length) return this.#nothing();
    const isFull = top.rows.length >= this.limit && this.limit < MOST;
    // What is shown is of the answer that is there, which may still be the one before.
    const { rows, figure } = top;
    const unknown = timeUnknown(home, top.unknown_time);
    const kind: Kinds = `${top.kind}s`;
    const drawn = this.#rowsDrawn[kind].keyed([rows, home], () => leaders(home, rows, { kind, figure, towards: this.#towards(kind) }));
    return html`
      ${figure === "seconds" && unknown ? html`<p class="soft">${unknown}</p>` : nothing}
      <div class=${this.#top.isStale ? "old" : ""}>${ranked(drawn, rows.length, kind)}</div>
      ${isFull ? html`<div class="row middle"><button class="chip" @click=${() => (this.limit = Math.min(MOST, this.limit + OF_A_LIST))}>${home.say("show_more")}</button></div>` : nothing}
    `;
  }

  #genreList(): TemplateResult {
    const home = this.home!;
    const { refusal } = this.#genres.answer;
    const genres = this.#genres.value?.answers.genres;
    if (refusal && !genres) return refused(home, refusal, () => this.#genres.refresh());
    if (!genres) return html`${bones(12, 62)}`;
    if (!genres.genres.length) return notice("mdi:tag-outline", home.say("no_genres"), home.say("no_genres_text"));
    const figure = this.#figure;
    const drawn = this.#genresDrawn.parts([genres, home, figure], () => this.#genreRows(genres, figure));
    const said = [
      home.words.of("diversity", genres.diversity.reading),
      genres.unknown ? home.say("genres_unknown", { share: home.format.percent(genres.unknown) }) : "",
      figure === "seconds" ? timeUnknown(home, genres.unknown_time) : "",
    ];
    return html`
      <p class="soft">${said.filter(Boolean).join(" ")}</p>
      <ol class="ranking" style=${places(genres.genres.length, GENRE)}>${drawn}</ol>
    `;
  }

  #genreRows({ genres }: Genres, figure: FigureName): (() => TemplateResult)[] {
    const home = this.home!;
    const { format } = home;
    const most = Math.max(...genres.map((genre) => genre[figure]));
    const towards = this.#towards("genres");
    return genres.map((genre, index) => () => html`
      <li class="genre">
        <a href=${towards + encodeURIComponent(genre.name)}>
          <span class="rank number soft">${format.number(index + 1)}</span>
          <span class="name">
            <span class="line"><b class="cut">${genre.name}</b><span class="small soft">${format.percent(genre.of_plays)}</span>${movement(home, index + 1, genre)}</span>
            <span class="track"><i style="inline-size:${(100 * genre[figure]) / most}%"></i></span>
          </span>
          <span class="amount number">${figure === "plays" ? format.number(genre.plays) : format.duration(genre.seconds)}</span>
        </a>
      </li>
    `);
  }

  #hits(): TemplateResult {
    const home = this.home!;
    const { refusal } = this.#found.answer;
    const found = this.#found.value;
    if (refusal && !found) return refused(home, refusal, () => this.#found.refresh());
    if (!found) return html`${bones(6, 62)}`;
    const groups = (["artists", "albums", "tracks"] as const).filter((kind) => found[kind].length);
    if (!groups.length) return notice("mdi:magnify-close", home.say("not_found"), home.say("not_found_text", { text: this.#text }));
    return html`
      <div class="hits ${this.#found.isStale ? "old" : ""}" aria-live="polite">
        ${groups.map(
          (kind) => html`
            <section>
              <h2>${home.words.of("kind", kind)}</h2>
              <ol class="ranking">${found[kind].map((hit) => this.#hit(kind, hit))}</ol>
            </section>
          `,
        )}
      </div>
    `;
  }

  #hit(kind: Kinds, hit: Hit): TemplateResult {
    const home = this.home!;
    const last = hit.last_at ? home.say("last_heard", { day: home.format.date(hit.last_at) }) : "";
    return html`
      <li>
        <a href=${this.#towards(kind) + hit.id}>
          ${avatar(hit.name, 40, kind === "artists" ? "round" : "square", hit.cover)}
          <span class="name">
            <span class="line"><b class="cut">${hit.name}</b>${lidarrMark(home, hit.lidarr)}</span>
            <span class="small soft cut beside">${beside(hit.artist, last)}</span>
          </span>
          <span class="amount number">${home.format.number(hit.plays)}</span>
        </a>
      </li>
    `;
  }

  #nothing(): TemplateResult {
    return notice("mdi:record-player", this.home!.say("nothing_played"), this.home!.say("another_period"));
  }

  /** The address of whatever is opened here, but for its number. */
  #towards(kind: Kind): string {
    const query = new URLSearchParams(this.query);
    query.set("kind", kind);
    query.delete("open");
    return `/listening/top?${query}&open=`;
  }

  #turn(changes: Record<string, string | undefined>): void {
    this.limit = OF_A_LIST;
    turnTo(changes);
  }

  #onSearch = (event: InputEvent): void => {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => turnTo({ q: text }), PAUSE);
  };

  static override styles = [
    shared,
    rankingStyles,
    css`
      :host { display: block; }
      .tools { justify-content: space-between; margin-bottom: 12px; gap: 12px; }
      .end { justify-content: flex-end; }
      .middle { justify-content: center; padding-top: 12px; }
      .search { display: flex; align-items: center; gap: 8px; height: 36px; padding: 0 12px; border: 1px solid var(--line); border-radius: 18px; --mdc-icon-size: 18px; color: var(--soft); }
      .search:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
      .search input { border: 0; outline: 0; background: none; color: var(--ink); width: 18ch; min-width: 0; }
      .ranking { display: grid; grid-auto-flow: column; grid-template: repeat(var(--rows), var(--row)) / minmax(0, 1fr); column-gap: 40px; }
      .hits { display: grid; gap: 24px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); }
      .hits .ranking { display: block; }
      @container panel (min-width: 946px) {
        .ranking { grid-template: repeat(var(--half), var(--row)) / repeat(2, minmax(0, 1fr)); }
      }
      @media (max-width: 600px) {
        .search { flex: 1 1 100%; }
        .search input { width: 100%; }
        .end { justify-content: flex-start; flex: 1 1 100%; }
      }
    `,
  ];
}

define("spindle-top", Top);
