import { css, html, nothing, type TemplateResult } from "lit";
import "../panel-kit";
import type { Queue, QueueState, Wanted } from "../standings";
import { Asked } from "../lib/asked";
import { actionOf, decisionsAbout, type Decision } from "../lib/decisions";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import { addressOf, turnTo } from "../lib/place";
import { avatar } from "../parts/avatar";
import { lidarrMark } from "../parts/lidarr";
import { notice, refused } from "../parts/notice";
import { bones } from "../parts/skeleton";

const TABS = ["waiting", "in_lidarr", "available", "failed", "suggested", "not_eligible"];
/** The statuses of which each list is made, so that it can be said how many are in it. */
const STATUSES: Record<string, string[]> = {
  waiting: ["queued"],
  in_lidarr: ["submitted", "searching", "monitored", "downloading", "importing"],
  available: ["available"],
  failed: ["failed"],
  suggested: ["suggested"],
  not_eligible: ["not_eligible", "cancelled"],
};
const STEP = 50;
const MOST = 200;

/** What is on its way to Lidarr, how full Lidarr is, and what a person may decide. */
export class Lidarr extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    query: { attribute: false },
    limit: { state: true },
    skipped: { state: true },
    error: { state: true },
  };

  declare query: URLSearchParams;
  declare protected limit: number;
  /** Rows before the first that is shown: an answer holds no more than `MOST`. */
  declare protected skipped: number;
  declare protected error: string | undefined;

  #leave: (() => void) | undefined;
  #figures = "";
  #asked = new Asked<Queue>(this, () => ({ type: "spindle/queue", tab: this.#tab, offset: this.skipped, limit: this.limit }));

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.limit = STEP;
    this.skipped = 0;
  }

  get #tab(): string {
    const wanted = this.query.get("list") ?? "";
    return TABS.includes(wanted) ? wanted : "waiting";
  }

  override updated(): void {
    if (this.#leave || !this.home) return;
    this.#leave = this.home.store.onLive(() => this.#onLive());
    this.#figures = this.#told();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }

  /** The queue changes without a play: its figures say when to look. */
  #onLive(): void {
    const figures = this.#told();
    if (this.#figures && figures !== this.#figures) this.#asked.refresh();
    this.#figures = figures;
  }

  /** Its figures as they were told last; nothing before the first word. */
  #told(): string {
    const live = this.home?.store.live;
    return live ? JSON.stringify(live.lidarr ?? null) : "";
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    const { refusal } = this.#asked.answer;
    const queue = this.#asked.value;
    if (refusal && !queue) return html`<section class="card">${refused(home, refusal, () => this.#asked.refresh())}</section>`;
    if (!queue) return html`<section class="card">${bones(8, 56)}</section>`;
    if (!queue.state && !queue.total) {
      const doing = home.isAdministrator ? { label: home.say("lidarr_set_up"), href: "/config/integrations/dashboard/add?domain=spindle" } : undefined;
      return html`<section class="card">${notice("mdi:album", home.say("lidarr_none"), home.say("lidarr_none_text"), doing)}</section>`;
    }
    return html`
      ${queue.state ? this.#state(queue.state) : nothing}
      <section class="card">
        <div class="row lists" role="group" aria-label="Lidarr">
          ${TABS.map((tab) => this.#tabChip(tab, queue))}
        </div>
        ${this.error ? html`<p class="why" role="alert">${this.error}</p>` : nothing} ${this.#list(queue)}
      </section>
    `;
  }

  /** Why nothing is sent, in one sentence, and how full Lidarr is. */
  #state(state: QueueState): TemplateResult {
    const home = this.home!;
    const { format } = home;
    const [depth, reserved] = [state.depth ?? 0, state.reserved];
    const share = (count: number) => `inline-size:${Math.min(100, (100 * count) / Math.max(1, state.cap))}%`;
    const facts: [string, string][] = [
      [home.say("lidarr_waiting_here"), format.number(state.waiting)],
      [home.say("lidarr_pace"), state.per_hour ? home.say("lidarr_per_hour", { count: format.number(state.per_hour, 1) }) : "–"],
      [home.say("lidarr_done"), state.done_at ? format.moment(state.done_at) : "–"],
      [home.say("lidarr_looks"), state.next_wake_at ? format.moment(state.next_wake_at) : "–"],
    ];
    return html`
      <section class="card state">
        <div class="head"><h2>${home.words.of("phase", state.phase)}</h2></div>
        ${state.message ? html`<p>${state.message} ${state.since ? html`<span class="soft">${home.say("lidarr_since", { time: format.moment(state.since) })}</span>` : nothing}</p>` : nothing} ${state.detail ? html`<p class="soft small">${state.detail}</p>` : nothing}
        <div>
          <p class="small soft">${state.depth === null ? home.say("lidarr_depth_unknown") : home.say("lidarr_depth", { depth: format.number(depth), reserved: format.number(reserved), cap: format.number(state.cap) })}</p>
          <span class="meter"><i style=${share(depth)}></i><i class="reserved" style=${share(reserved)}></i></span>
        </div>
        <dl>${facts.map(([name, value]) => html`<div><dt class="small soft">${name}</dt><dd class="number">${value}</dd></div>`)}</dl>
        ${state.stuck?.map((one) => html`<p class="why"><b>${one.title}</b> ${one.message}</p>`)}
      </section>
    `;
  }

  #tabChip(tab: string, { state, total }: Queue): TemplateResult {
    const home = this.home!;
    const isOpen = tab === this.#tab;
    const known = STATUSES[tab]!.reduce((sum, status) => sum + (state?.counts[status] ?? 0), 0);
    const count = isOpen && !this.#asked.isStale ? total : known;
    return html`
      <button class="chip" aria-pressed=${isOpen} @click=${() => this.#turn(tab)}>
        ${home.words.of("list", tab)}<span class="soft number">${home.format.number(count)}</span>
      </button>
    `;
  }

  #list({ items, total, tab, offset }: Queue): TemplateResult {
    const home = this.home!;
    const { format } = home;
    if (!items) return html`<p class="soft">${home.say("lidarr_names_hidden")}</p>`;
    if (!items.length && !offset) return html`<p class="soft none">${home.words.of("list_none", tab)}</p>`;
    const last = offset + items.length;
    const isLong = offset > 0 || (last < total && this.limit === MOST);
    return html`
      <ul class=${this.#asked.isStale && !this.#asked.answer.value ? "old" : ""}>${items.map((item) => this.#item(item))}</ul>
      ${isLong ? html`<p class="soft none">${home.say("list_part", { from: format.number(offset + 1), until: format.number(last), all: format.number(total) })}</p>` : nothing}
      <div class="row">
        ${last >= total
          ? nothing
          : this.limit < MOST
            ? html`<button class="chip" @click=${() => (this.limit = Math.min(MOST, this.limit + STEP))}>${home.say("show_more")}</button>`
            : html`<button class="chip" @click=${() => this.#skip(last)}>${home.say("list_next")}</button>`}
        ${offset ? html`<button class="chip" @click=${() => this.#skip(0)}>${home.say("list_first")}</button>` : nothing}
      </div>
    `;
  }

  #item(item: Wanted): TemplateResult {
    const home = this.home!;
    const name = item.album ?? item.artist;
    const decisions = decisionsAbout(item);
    const next = item.next_attempt_at && item.next_attempt_at * 1000 > Date.now() ? home.say("lidarr_next", { time: home.format.moment(item.next_attempt_at) }) : "";
    const why = item.message ?? (item.status === "suggested" && item.evidence ? this.#heard(item.evidence) : home.words.of("lidarr", item.status));
    const words = item.detail ?? (item.last_error === item.reason ? null : item.last_error);
    const said = [why, words, next].filter(Boolean).join(" ");
    const title = item.album_id ? html`<a href=${addressOf("top", { kind: "albums", open: item.album_id })}>${name}</a>` : name;
    return html`
      <li>
        ${avatar(name, 40, item.album ? "square" : "round", item.cover)}
        <span class="two">
          <span class="line"><b class="cut">${title}</b>${lidarrMark(home, item.status)}</span>
          ${item.album ? html`<span class="small soft cut">${item.artist}</span>` : nothing}
          <span class="small soft said">${said}</span>
          ${item.progress !== null && item.status === "downloading"
            ? html`<span class="meter" role="progressbar" aria-label=${name} aria-valuenow=${Math.round(100 * item.progress)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${100 * item.progress}%"></i></span>`
            : nothing}
        </span>
        ${home.isAdministrator && decisions.length
          ? html`<span class="row deeds">
              ${decisions.map((decision) => html`<button class="chip" aria-label=${`${home.words.of("decide", decision)}: ${name}`} @click=${() => this.#decide(decision, item)}>${home.words.of("decide", decision)}</button>`)}
            </span>`
          : nothing}
      </li>
    `;
  }

  /** What was heard of a suggestion. */
  #heard({ plays, days, last_at: last }: NonNullable<Wanted["evidence"]>): string {
    const home = this.home!;
    return home.say("lidarr_heard", { plays: home.count("plays", plays), days: home.count("days", days), day: home.format.date(last) });
  }

  async #decide(decision: Decision, item: Wanted): Promise<void> {
    this.error = undefined;
    try {
      await this.home!.act(...actionOf(decision, item));
    } catch (error) {
      this.error = (error as Error).message;
    }
    this.#asked.refresh();
  }

  /** Shows what follows so many rows. */
  #skip(rows: number): void {
    this.skipped = rows;
    this.limit = rows ? MOST : STEP;
  }

  #turn(list: string): void {
    this.#skip(0);
    this.error = undefined;
    turnTo({ list });
  }

  static override styles = [
    shared,
    css`
      :host { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .state { display: grid; gap: 12px; }
      .head { margin: 0; min-height: 24px; }
      .said::first-letter { text-transform: uppercase; }
      h2::first-letter { text-transform: uppercase; }
      .lists { margin-bottom: 12px; }
      .none { padding: 16px 0; }
      dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 12px; }
      dd { font-size: 18px; line-height: 26px; font-weight: 500; }
      .meter { display: flex; height: 8px; margin-top: 6px; border-radius: 4px; background: var(--mild); overflow: hidden; }
      .meter i { display: block; height: 100%; background: var(--accent); transition: inline-size 0.4s; }
      .meter .reserved { background: color-mix(in srgb, var(--accent) 40%, transparent); }
      .why { padding: 8px 12px; border-radius: 10px; background: color-mix(in srgb, var(--error-color, #db4437) 12%, transparent); }
      li { display: flex; align-items: center; gap: 12px; min-height: 60px; padding: 6px 0; }
      .two { flex: 1; min-width: 0; display: grid; }
      .two b { font-weight: 500; }
      .two a { line-height: 24px; }
      .two a:hover { text-decoration: underline; }
      .deeds { flex: none; }
      @container panel (max-width: 600px) {
        li { flex-wrap: wrap; }
        .two { flex-basis: calc(100% - 52px); }
        .deeds { padding-inline-start: 52px; }
      }
      .line { display: flex; align-items: center; gap: 6px; min-width: 0; }
      @media (prefers-reduced-motion: reduce) { .meter i { transition: none; } }
    `,
  ];
}

define("spindle-lidarr", Lidarr);
