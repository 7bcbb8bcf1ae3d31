import { css, html, nothing, type TemplateResult } from "lit";
import "./panel-kit";
import type { Hass } from "./ha";
import { allTexts } from "./lib/all-texts";
import { define } from "./lib/define";
import { PatientElement, shared } from "./lib/element";
import type { Home } from "./lib/home";
import { addressOf, placeOf, turnTo, type Place } from "./lib/place";
import { Resident } from "./lib/resident";
import { icon } from "./parts/icon";
import { refused } from "./parts/notice";
import { SIGNS } from "./parts/signs";
import { bone } from "./parts/skeleton";

const MENU = "M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";
const PERIODS = ["today", "last_7_days", "last_30_days", "last_90_days", "last_365_days", "all"];
/** The page of an address that names none. */
const FIRST = "overview";
const DEFAULT_PERIOD = "last_30_days";
/** The folder of this very build, which is named after its digest. */
const BUILD = new URL(".", import.meta.url).pathname.split("/").at(-2);

interface PageKind {
  /** The outline of its icon. */
  sign: string;
  /** Whether the period in the header is the page's. */
  hasPeriod: boolean;
  isForAdministrators?: boolean;
  load: () => Promise<unknown>;
  draw: (home: Home, place: Place, period: string) => TemplateResult;
}

/** Every page by its name in the address, in the order of the tabs. */
const PAGES: Record<string, PageKind> = {
  overview: {
    sign: SIGNS.overview,
    hasPeriod: true,
    load: () => import("./pages/overview"),
    draw: (home, _, period) => html`<spindle-overview .home=${home} .period=${period}></spindle-overview>`,
  },
  top: {
    sign: SIGNS.top,
    hasPeriod: true,
    load: () => import("./pages/top"),
    draw: (home, { query }, period) => html`<spindle-top .home=${home} .query=${query} .period=${period}></spindle-top>`,
  },
  history: {
    sign: SIGNS.history,
    hasPeriod: false,
    load: () => import("./pages/history"),
    draw: (home, { query }) => html`<spindle-history .home=${home} .query=${query}></spindle-history>`,
  },
  discover: {
    sign: SIGNS.discover,
    hasPeriod: true,
    load: () => import("./pages/discover"),
    draw: (home, _, period) => html`<spindle-discover .home=${home} .period=${period}></spindle-discover>`,
  },
  services: {
    sign: SIGNS.services,
    hasPeriod: false,
    load: () => import("./pages/services"),
    draw: (home) => html`<spindle-services .home=${home}></spindle-services>`,
  },
  lidarr: {
    sign: SIGNS.lidarr,
    hasPeriod: false,
    load: () => import("./pages/lidarr"),
    draw: (home, { query }) => html`<spindle-lidarr .home=${home} .query=${query}></spindle-lidarr>`,
  },
  import: {
    sign: SIGNS.import,
    hasPeriod: false,
    isForAdministrators: true,
    load: () => import("./pages/import"),
    draw: (home) => html`<spindle-import .home=${home}></spindle-import>`,
  },
  playlists: {
    sign: SIGNS.playlists,
    hasPeriod: false,
    load: () => import("./pages/playlists"),
    draw: (home) => html`<spindle-playlists .home=${home}></spindle-playlists>`,
  },
};

/** The panel: a header with the pages, and one of them. */
export class Panel extends PatientElement {
  static override properties = {
    ...PatientElement.properties,
    hass: { attribute: false, noAccessor: true },
    narrow: { type: Boolean },
    place: { state: true },
    isOffline: { state: true },
  };

  declare narrow: boolean;
  declare protected place: Place;
  declare protected isOffline: boolean;

  readonly #resident = new Resident(this, allTexts);
  readonly #loaded = new Set<string>();
  #inView: string | undefined;

  constructor() {
    super();
    this.place = placeOf(location);
    this.isOffline = false;
  }

  set hass(hass: Hass) {
    this.isOffline = !hass.connected;
    this.#resident.take(hass);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("location-changed", this.#onPlace);
    window.addEventListener("popstate", this.#onPlace);
    this.#onPlace();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("location-changed", this.#onPlace);
    window.removeEventListener("popstate", this.#onPlace);
  }

  #onPlace = (): void => {
    if (!location.pathname.startsWith("/listening")) return;
    this.place = placeOf(location);
    const name = this.#page;
    if (this.#loaded.has(name)) return;
    void PAGES[name]!.load().then(() => {
      this.#loaded.add(name);
      this.requestUpdate();
    });
  };

  /** A narrow row of tabs is turned to the one that is open. */
  override updated(): void {
    const name = this.#page;
    if (!this.home || !this.narrow || this.#inView === name) return;
    this.#inView = name;
    requestAnimationFrame(() => this.renderRoot.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }));
  }

  get #page(): string {
    return PAGES[this.place.page] ? this.place.page : FIRST;
  }

  override render(): TemplateResult {
    const home = this.home;
    const name = this.#page;
    const kind = PAGES[name]!;
    return html`
      <header>
        <div class="bar">
          ${this.narrow
            ? html`<button class="icon" aria-label=${home?.say("menu") ?? ""} @click=${this.#toggleMenu}>${icon(MENU)}</button>`
            : nothing}
          <h1>${home?.say("title")}</h1>
        </div>
        <nav aria-label=${home?.say("pages") ?? ""}>
          ${home && Object.entries(PAGES).map(([page, { sign, isForAdministrators }]) =>
            isForAdministrators && !home.isAdministrator
              ? nothing
              : html`<a href=${addressOf(page, { period: this.place.query.get("period") ?? undefined })} aria-current=${page === name ? "page" : nothing}>
                  ${icon(sign)}${home.words.of("page", page)}
                </a>`,
          )}
        </nav>
      </header>
      <main>
        ${!kind.hasPeriod ? nothing : home ? this.#periods(home) : bone("100%", "32px")} ${home ? this.#notes(home) : nothing}
        ${!home ? bone("100%", "320px") : home.store.refusal ? this.#refused(home) : !this.#loaded.has(name) ? bone("100%", "320px") : kind.draw(home, this.place, this.#period)}
      </main>
    `;
  }

  get #period(): string {
    const wanted = this.place.query.get("period") ?? "";
    return PERIODS.includes(wanted) ? wanted : DEFAULT_PERIOD;
  }

  #periods(home: Home): TemplateResult {
    return html`
      <div class="periods" role="group" aria-label=${home.say("period")}>
        ${PERIODS.map(
          (period) => html`
            <button class="chip" aria-pressed=${period === this.#period} @click=${() => turnTo({ period })}>
              ${home.words.of("period", period)}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** What everybody has to know on whatever page. */
  #notes(home: Home): TemplateResult {
    const live = home.store.live;
    const isOther = live?.frontend && live.frontend !== BUILD;
    return html`
      ${this.isOffline ? html`<p class="note" role="status"><ha-icon icon="mdi:wifi-off"></ha-icon>${home.say("offline")}</p>` : nothing}
      ${isOther
        ? html`<p class="note" role="status">
            <ha-icon icon="mdi:update"></ha-icon>${home.say("updated")}
            <button class="chip" @click=${() => location.reload()}>${home.say("reload")}</button>
          </p>`
        : nothing}
      ${live?.history.running && live.history.seen && !live.history.recording
        ? html`<p class="note"><ha-icon icon="mdi:pause-circle-outline"></ha-icon>${home.say("recording_off")}</p>`
        : nothing}
    `;
  }

  #refused(home: Home): TemplateResult {
    return html`<div class="card">${refused(home, home.store.refusal!, () => location.reload())}</div>`;
  }

  #toggleMenu(): void {
    this.tell("hass-toggle-menu", undefined);
  }

  static override styles = [
    shared,
    css`
      :host { display: block; min-height: 100%; background: var(--primary-background-color, #fafafa); }
      header {
        position: sticky; top: 0; z-index: 2; display: flex; align-items: stretch; flex-wrap: wrap;
        background: var(--card); border-bottom: 1px solid var(--line); padding-inline: 12px;
      }
      .bar { display: flex; align-items: center; gap: 4px; height: var(--header-height, 56px); padding-inline-end: 24px; }
      h1 { font-size: 20px; font-weight: 400; line-height: 28px; padding-inline-start: 4px; }
      nav { display: flex; min-height: 48px; overflow-x: auto; scrollbar-width: none; }
      nav a {
        position: relative; display: flex; align-items: center; gap: 8px; padding: 0 14px; min-height: 48px; font-weight: 500; white-space: nowrap;
        color: var(--soft); --mdc-icon-size: 20px; outline-offset: -3px;
      }
      nav a:hover, nav a[aria-current] { color: var(--ink); }
      nav a[aria-current] .glyph { color: var(--accent); }
      nav a[aria-current]::after { content: ""; position: absolute; inset: auto 8px 0; height: 3px; border-radius: 3px 3px 0 0; background: var(--accent); }
      main { container: panel / inline-size; max-width: 1240px; margin: 0 auto; padding: 16px; display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .periods { display: flex; gap: 8px; overflow-x: auto; scrollbar-width: none; padding: 2px; margin: -2px; }
      .note { display: flex; align-items: center; gap: 12px; padding: 8px 16px; min-height: 48px; border-radius: var(--radius); background: color-mix(in srgb, var(--warning-color, #ffa600) 16%, var(--card)); }
      .note .chip { margin-inline-start: auto; }
      @media (max-width: 870px) {
        header { padding-inline: 4px; }
        nav { width: 100%; }
        .bar { width: 100%; }
        main { padding: 12px; gap: 12px; }
      }
    `,
  ];
}

define("spindle-panel", Panel);
