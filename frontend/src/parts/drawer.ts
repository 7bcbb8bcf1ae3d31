import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { AlbumState, GenrePage, Insights, Kinds, Page, Part } from "../answers";
import "../charts/bars";
import type { Bar } from "../charts/bars";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { PatientElement, shared } from "../lib/element";
import { Gradual } from "../lib/gradual";
import { addressOf, turnTo } from "../lib/place";
import { timeUnknown } from "../lib/unknown";
import { avatar } from "./avatar";
import { lidarrMark } from "./lidarr";
import { rehearse, type Question } from "./confirm";
import { movement, movementStyles } from "./ranking";
import { refused } from "./notice";
import type { Over } from "./over";
import "./over";
import { bone, bones } from "./skeleton";

/** Everything about one artist, album or track, or about a genre in a period, in a sheet beside the page. */
export class Drawer extends PatientElement {
  static override properties = {
    ...PatientElement.properties,
    kind: {},
    name: {},
    period: {},
    question: { state: true },
  };

  declare kind: Kinds | "genres";
  /** Its id; a genre's own name. */
  declare name: string;
  declare period: string;
  declare protected question: Question | undefined;

  #asked = new Asked<Insights<{ page?: Page; genre?: GenrePage }>>(this, () => {
    const { kind, name, period } = this;
    if (kind === "genres") return { type: "spindle/insights", questions: [{ question: "genre", genre: name }], period };
    return { type: "spindle/insights", questions: [{ question: "page", kind, name: Number(name) }] };
  });

  #drawn = new Gradual<TemplateResult | typeof nothing>(this, 1);

  protected override updated(changed: PropertyValues): void {
    if (changed.has("name")) this.renderRoot.querySelector(".sheet")?.scrollTo(0, 0);
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    const { page, genre } = this.#asked.answer.value?.answers ?? {};
    const { refusal } = this.#asked.answer;
    return html`
      <spindle-over aria-labelledby="name" @spindle-shut=${this.#leave}>
        <div class="side">
          <div class="sheet">
            <button class="icon close" aria-label=${home.say("close")} @click=${this.#shut}><ha-icon icon="mdi:close"></ha-icon></button>
            <spindle-confirm .home=${home} .question=${this.question} @spindle-answered=${() => (this.question = undefined)}></spindle-confirm>
            ${page ? this.#drawn.parts([page, home], () => this.#page(page)) : genre ? this.#drawn.parts([genre, home], () => this.#genre(genre)) : refusal ? refused(home, refusal, () => this.#asked.refresh()) : html`${bone("72px", "72px", "border-radius:36px")}${bones(6, 56)}`}
          </div>
        </div>
      </spindle-over>
    `;
  }

  /** Draws what is known, one after the other. */
  #page(page: Page): (() => TemplateResult | typeof nothing)[] {
    return [
      () => this.#head(page),
      () => (page.months.length > 1 ? this.#months(page) : nothing),
      () => this.#parts("tracks", page.tracks, (part) => addressOf("top", { kind: "tracks", open: part.key })),
      () => this.#parts("albums", page.albums, (part) => addressOf("top", { kind: "albums", open: part.key })),
      () => this.#parts("rooms", page.rooms, (part) => addressOf("history", { room: part.key })),
      () => this.#parts("services", page.services, (part) => addressOf("history", { service: part.key })),
      () => (page.kind === "artist" ? this.#hiding("artist", page.name) : nothing),
    ];
  }

  /** Draws what a genre has of the period, and who plays it. */
  #genre(genre: GenrePage): (() => TemplateResult | typeof nothing)[] {
    const home = this.home!;
    const { format } = home;
    const { period } = this;
    return [
      () => html`
        <header>
          <div class="titles"><h2 id="name">${genre.name}</h2><p class="soft">${home.words.of("in", period)}</p></div>
          ${genre.rank ? movement(home, genre.rank, genre) : nothing}
        </header>
        ${this.#facts(genre, [home.say("of_genres"), format.percent(genre.of_plays)])}
        ${genre.artists === genre.leaders.length ? nothing : html`<p class="soft">${home.count("artists", genre.artists)}</p>`}
        ${genre.plays ? nothing : html`<p class="soft">${home.say("nothing_played")}</p>`}
      `,
      () => this.#parts("artists", genre.leaders, (part) => addressOf("top", { kind: "artists", period, open: part.key })),
      () => this.#hiding("genre", genre.name),
    ];
  }

  #hiding(kind: "artist" | "genre", name: string): TemplateResult | typeof nothing {
    const home = this.home!;
    if (!home.isAdministrator) return nothing;
    return html`<button class="chip" @click=${() => this.#askToHide({ [kind]: name }, name)}>${home.say("hide_name", { name })}</button>`;
  }

  #head(page: Page): TemplateResult {
    const home = this.home!;
    const { format } = home;
    const unknown = timeUnknown(home, page.unknown_time);
    return html`
      <header>
        ${avatar(page.name, 72, page.kind === "artist" ? "round" : "square", page.cover)}
        <div class="titles">
          <h2 id="name">${page.name} ${lidarrMark(home, page.lidarr?.status)}</h2>
          ${page.artist
            ? html`<a class="soft" href=${addressOf("top", { kind: "artists", open: page.artist_id ?? undefined })}><bdi>${page.artist}</bdi></a>`
            : nothing}
        </div>
      </header>
      ${page.lidarr ? html`<p class="soft">${this.#lidarr(page.lidarr)}</p>` : nothing}
      ${this.#facts(page, [home.say("days_heard"), format.number(page.days)])}
      ${unknown ? html`<p class="soft">${unknown}</p>` : nothing}
      ${page.first_at && page.last_at
        ? html`<p class="soft">${home.say("first_and_last", { first: format.date(page.first_at), last: format.date(page.last_at) })}</p>`
        : nothing}
      ${page.streak && page.streak.days > 1
        ? html`<p class="soft">${home.say("streak_of", { days: home.count("days", page.streak.days), day: format.day(page.streak.last, "short") })}</p>`
        : nothing}
    `;
  }

  #facts({ rank, plays, seconds }: Page | GenrePage, more: [string, string]): TemplateResult {
    const home = this.home!;
    const { format } = home;
    const facts = [[home.say("plays"), format.number(plays)], [home.say("listening_time"), format.duration(seconds)], more];
    if (rank) facts.unshift([home.say("rank"), `#${format.number(rank)}`]);
    return html`<dl>${facts.map(([name, value]) => html`<div><dt class="small soft">${name}</dt><dd class="number">${value}</dd></div>`)}</dl>`;
  }

  #lidarr({ status, progress }: AlbumState): string {
    const home = this.home!;
    const share = progress !== null && status === "downloading" ? `, ${home.format.percent(progress)}` : "";
    return `Lidarr: ${home.words.of("lidarr", status)}${share}`;
  }

  #months({ months }: Page): TemplateResult {
    const format = this.home!.format;
    const bars = months.slice(-36).map(({ first, plays }): Bar => ({
      short: () => format.day(first, "month"),
      long: () => format.day(first, "year"),
      value: plays,
    }));
    return html`<spindle-bars .home=${this.home} .heading=${this.home!.say("by_month")} .bars=${bars} height="140"></spindle-bars>`;
  }

  #parts(kind: "artists" | "tracks" | "albums" | "rooms" | "services", parts: Part[], href: (part: Part) => string): TemplateResult | typeof nothing {
    if (!parts.length) return nothing;
    const home = this.home!;
    const most = Math.max(...parts.map((part) => part.plays));
    return html`
      <section>
        <h3>${home.words.of("kind", kind)}</h3>
        <ol>
          ${parts.slice(0, kind === "artists" ? 20 : 8).map(
            (part) => html`
              <li>
                <a href=${href(part)}>
                  <span class="share" style="inline-size:${(100 * part.plays) / most}%"></span>
                  <span class="cut">${kind === "services" ? home.service(String(part.key)) : part.name}</span>
                  ${lidarrMark(home, part.lidarr)}
                  <span class="number">${home.format.number(part.plays)}</span>
                </a>
              </li>
            `,
          )}
        </ol>
      </section>
    `;
  }

  async #askToHide(rule: Record<string, string>, name: string): Promise<void> {
    const home = this.home!;
    const rehearsed = await rehearse<{ count: number }>(home, "hide", rule);
    this.question = "yes" in rehearsed ? rehearsed : {
      title: home.say("hide_name", { name }),
      text: home.say("hide_text", { plays: home.count("plays", rehearsed.count) }),
      yes: home.say("hide"),
      run: async () => {
        await home.act("hide", rule);
        this.#shut();
      },
    };
  }

  #shut = (): void => this.renderRoot.querySelector<Over>("spindle-over")?.shut();

  #leave(): void {
    turnTo({ open: undefined });
  }

  static override styles = [
    shared,
    movementStyles,
    css`
      .side {
        position: relative; width: min(100vw, 440px); height: 100%; margin-inline-start: auto; overflow: hidden;
        background: var(--card); color: var(--ink); box-shadow: 0 0 32px rgb(0 0 0 / 24%); animation: slide 0.2s ease-out;
      }
      @keyframes slide { from { opacity: 0; transform: translateX(var(--slide, 32px)); } }
      :host(:dir(rtl)) { --slide: -32px; }
      @media (prefers-reduced-motion: reduce) { .side { animation: none; } }
      .sheet { height: 100%; overflow-y: auto; padding: 24px; display: grid; gap: 16px; align-content: start; grid-template-columns: minmax(0, 1fr); }
      .close { position: absolute; inset-block-start: 12px; inset-inline-end: 12px; background: var(--card); z-index: 1; }
      header { display: flex; align-items: center; gap: 16px; padding-inline-end: 32px; }
      .titles { min-width: 0; }
      .titles h2 { font-size: 22px; line-height: 28px; overflow-wrap: anywhere; }
      .titles a:hover { text-decoration: underline; }
      dl { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px 16px; }
      dd { font-size: 18px; line-height: 26px; font-weight: 500; white-space: nowrap; }
      h3 { font-size: 14px; font-weight: 500; margin-bottom: 4px; }
      li a { position: relative; display: flex; gap: 12px; justify-content: space-between; padding: 8px; margin: 0 -8px; border-radius: 8px; }
      li a:hover { background: var(--mild); }
      .share { position: absolute; inset-block: 3px; inset-inline-start: 0; border-radius: 6px; background: color-mix(in srgb, var(--accent) 14%, transparent); }
      li .cut, li .number, li ha-icon { position: relative; }
      li .cut { flex: 1; }
    `,
  ];
}

define("spindle-drawer", Drawer);
