import { css, html, nothing, type TemplateResult } from "lit";
import "../panel-kit";
import type { ListSize, Plan, Recipe, RunProgress, RunStanding } from "../standings";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import { badge, badgeStyles } from "../parts/gate";
import { notice, refused } from "../parts/notice";
import { planned, planStyles, written } from "../parts/plan";
import { bones } from "../parts/skeleton";

const SETTINGS = "/config/integrations/integration/spindle";
/** States of a run that is not over. */
const GOING = new Set(["waiting", "running", "parked"]);
const BAD = new Set(["failed", "parked"]);

/** What a rehearsal has told of a recipe, or why it could not be. */
interface Rehearsal {
  plan?: Plan & { playlists: ListSize[] };
  error?: string;
}

/** The recipes for playlists: what the last run of each has made, what the next would, and how far one is. */
export class Playlists extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    rehearsals: { state: true },
  };

  /** By the ids of their recipes. */
  declare protected rehearsals: Record<string, Rehearsal>;

  #leave: (() => void) | undefined;
  #standing = "";
  #asked = new Asked<{ recipes: Recipe[] }>(this, () => ({ type: "spindle/playlists" }));

  constructor() {
    super();
    this.rehearsals = {};
  }

  override updated(): void {
    if (this.#leave || !this.home) return;
    this.#leave = this.home.store.onLive(() => this.#onLive());
    this.#standing = this.#told();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }

  /** Reports are asked for when a run turns to something else; its progress is told. */
  #onLive(): void {
    const standing = this.#told();
    if (this.#standing && standing !== this.#standing) this.#asked.refresh();
    this.#standing = standing;
    this.requestUpdate();
  }

  /** How every recipe stands, as it was told last; nothing before the first word. */
  #told(): string {
    const live = this.home?.store.live;
    return live ? JSON.stringify((live.playlists ?? []).map(({ id, state, until, finished_at }) => [id, state, until, finished_at])) : "";
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    const { refusal } = this.#asked.answer;
    const recipes = this.#asked.value?.recipes;
    if (refusal && !recipes) return html`<section class="card">${refused(home, refusal, () => this.#asked.refresh())}</section>`;
    if (!recipes) return html`<section class="card">${bones(6, 56)}</section>`;
    if (!recipes.length) {
      const doing = home.isAdministrator ? { label: home.say("playlists_add"), href: SETTINGS } : undefined;
      return html`<section class="card">${notice("mdi:playlist-music-outline", home.say("playlists_none"), home.say("playlists_none_text"), doing)}</section>`;
    }
    return html`
      ${recipes.map((recipe) => this.#recipe(recipe))}
      ${home.isAdministrator ? html`<a class="chip" href=${SETTINGS}>${home.say("playlists_configure")}</a>` : nothing}
    `;
  }

  #recipe(recipe: Recipe): TemplateResult {
    const home = this.home!;
    const { report } = recipe;
    const live = home.store.live?.playlists?.find(({ id }) => id === recipe.id);
    const state = live?.state ?? report?.state ?? "idle";
    const until = report?.until ?? null;
    const finished = report?.finished_at ? home.say("run_finished", { time: home.format.moment(report.finished_at) }) : "";
    return html`
      <section class="card" aria-labelledby=${recipe.id}>
        <div class="head">
          <h2 id=${recipe.id}>${recipe.name}</h2>
          ${badge(BAD.has(state) ? "bad" : state === "done" ? "good" : "calm", home.words.of("run", live?.progress && !GOING.has(state) ? "rehearsing" : state))}
        </div>
        <p class="small soft">${this.#way(recipe)}</p>
        ${live?.progress ? this.#progress(recipe, live.progress) : nothing}
        ${report?.message ? html`<p class="why">${report.message} ${until ? home.say("run_until", { time: home.format.moment(until) }) : ""}</p>` : nothing}
        ${report?.done && Object.keys(report.done).length ? html`<h3>${home.say("run_so_far")}</h3>${written(home, report.done)}` : nothing}
        ${home.isAdministrator ? this.#deeds(recipe, state, live) : nothing} ${this.#rehearsed(recipe)}
        ${report?.plan
          ? html`<p class="small soft">${finished}</p>${planned(home, report.plan, recipe.lists)}`
          : report
            ? nothing
            : html`<p class="soft">${home.say("run_never")}</p>`}
      </section>
    `;
  }

  /** From where to where. */
  #way({ sources, targets }: Recipe): string {
    const home = this.home!;
    const named = (prefix: string, keys: string[]) => keys.map((key) => home.words.of(prefix, key)).join(", ");
    return home.say("recipe_way", { sources: named("source", sources), targets: named("target", targets) });
  }

  #progress(recipe: Recipe, { phase, percent, counts, done_at: done }: RunProgress): TemplateResult {
    const home = this.home!;
    const when = done ? home.say("done_about", { time: home.format.moment(done) }) : "";
    const known = Object.entries(counts).filter(([name, count]) => count && home.words.of("count", name) !== name);
    return html`
      <div>
        <p class="row small"><b>${home.words.of("run_phase", phase)}</b><span class="number">${home.format.percent(percent / 100)}</span><span class="soft">${when}</span></p>
        <span class="meter" role="progressbar" aria-label=${recipe.name} aria-valuenow=${Math.round(percent)} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${percent}%"></i></span>
        <p class="small soft number counts">${known.map(([name, count]) => html`<span>${home.words.of("count", name)} ${home.format.number(count)}</span>`)}</p>
      </div>
    `;
  }

  #deeds(recipe: Recipe, state: string, live: RunStanding | undefined): TemplateResult {
    const home = this.home!;
    if (GOING.has(state) || live?.progress) {
      return html`<div class="row"><button class="chip" @click=${() => this.#act(recipe, "cancel_playlists")}>${home.say("stop")}</button></div>`;
    }
    return html`
      <div class="row">
        <button class="chip" @click=${() => this.#rehearse(recipe)}>${home.say("run_rehearse")}</button>
        <button class="chip strong" @click=${() => this.#act(recipe, "generate_playlists")}>${home.say("run_start")}</button>
      </div>
    `;
  }

  #rehearsed({ id }: Recipe): TemplateResult | typeof nothing {
    const home = this.home!;
    const rehearsal = this.rehearsals[id];
    if (!rehearsal) return nothing;
    if (rehearsal.error) return html`<p class="why" role="alert">${rehearsal.error}</p>`;
    if (!rehearsal.plan) return html`<p class="soft" role="status">${home.say("run_rehearsing")}</p>`;
    return html`
      <div class="rehearsal" role="status">
        <div class="head">
          <h3>${home.say("run_would")}</h3>
          <button class="icon" aria-label=${home.say("close")} @click=${() => this.#note(id, undefined)}><ha-icon icon="mdi:close"></ha-icon></button>
        </div>
        <p class="small soft">${home.say("import_nothing_yet")}</p>
        ${planned(home, rehearsal.plan, rehearsal.plan.playlists)}
      </div>
    `;
  }

  async #rehearse({ id }: Recipe): Promise<void> {
    this.#note(id, {});
    try {
      this.#note(id, { plan: await this.home!.act("generate_playlists", { name: id, dry_run: true }) });
    } catch (error) {
      this.#note(id, { error: (error as Error).message });
    }
  }

  async #act({ id }: Recipe, action: "generate_playlists" | "cancel_playlists"): Promise<void> {
    this.#note(id, undefined);
    try {
      await this.home!.act(action, { name: id });
    } catch (error) {
      this.#note(id, { error: (error as Error).message });
    }
    this.#asked.refresh();
  }

  #note(id: string, rehearsal: Rehearsal | undefined): void {
    const { [id]: _, ...others } = this.rehearsals;
    this.rehearsals = rehearsal ? { ...others, [id]: rehearsal } : others;
  }

  static override styles = [
    shared,
    badgeStyles,
    planStyles,
    css`
      :host { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .card { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
      .head { margin: 0; }
      .head h3 { flex: 1; }
      .meter { display: block; height: 8px; margin-top: 6px; border-radius: 4px; background: var(--mild); overflow: hidden; }
      .meter i { display: block; height: 100%; border-radius: 4px; background: var(--accent); transition: inline-size 0.4s; }
      .counts { display: flex; flex-wrap: wrap; gap: 2px 16px; min-height: 16px; margin-top: 6px; }
      .why { padding: 8px 12px; border-radius: 10px; background: color-mix(in srgb, var(--error-color, #db4437) 12%, transparent); }
      .rehearsal { display: grid; gap: 12px; padding: 16px; border: 1px dashed var(--accent); border-radius: 12px; }
      :host > .chip { justify-self: start; }
      @media (prefers-reduced-motion: reduce) { .meter i { transition: none; } }
    `,
  ];
}

define("spindle-playlists", Playlists);
