import { css, html, nothing, type TemplateResult } from "lit";
import "../panel-kit";
import type { Import as Known, ImportReport } from "../standings";
import { beside } from "../lib/apart";
import { Asked } from "../lib/asked";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import "../parts/confirm";
import type { Question } from "../parts/confirm";
import { icon } from "../parts/icon";
import { importReport, importReportStyles } from "../parts/import-report";
import { refused } from "../parts/notice";
import { SIGNS } from "../parts/signs";
import { bones } from "../parts/skeleton";

const LARGEST = 100 * 1024 * 1024;
const GOING = new Set(["waiting", "running", "undoing"]);

type Step = "waiting" | "sending" | "rehearsing" | "rehearsed" | "starting" | "refused";

/** Brings a history in: a file is dropped and rehearsed first; then it runs, and can be undone. */
export class Import extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    step: { state: true },
    isOver: { state: true },
    question: { state: true },
  };

  declare protected step: Step;
  /** Whether a file is held over the page. */
  declare protected isOver: boolean;
  declare protected question: Question | undefined;

  #file: File | undefined;
  #report: ImportReport | undefined;
  #refusal = "";
  #leave: (() => void) | undefined;
  #phase = "";
  #known = new Asked<{ imports: Known[] }>(this, () => ({ type: "spindle/imports/list" }));

  constructor() {
    super();
    this.step = "waiting";
    this.isOver = false;
  }

  override updated(): void {
    this.#leave ??= this.home?.store.onLive(() => this.#onLive());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }

  /** The list is asked for when the importer turns to something else; its progress is told. */
  #onLive(): void {
    const now = this.home?.store.live?.import;
    const phase = `${now?.phase} ${now?.id}`;
    if (phase !== this.#phase) this.#known.refresh();
    this.#phase = phase;
    this.requestUpdate();
  }

  override render(): TemplateResult | typeof nothing {
    const home = this.home;
    if (!home) return nothing;
    return html`
      <section class="card">
        <h2>${home.say("import_title")}</h2>
        <p class="soft">${home.say("import_text")}</p>
        ${this.step === "rehearsed" ? this.#rehearsed() : this.#drop()}
      </section>
      <section class="card">
        <h2>${home.say("imports")}</h2>
        ${this.#imports()}
      </section>
      <spindle-confirm .home=${home} .question=${this.question} @spindle-answered=${() => (this.question = undefined)}></spindle-confirm>
    `;
  }

  get #isBusy(): boolean {
    return this.step === "sending" || this.step === "rehearsing" || this.step === "starting";
  }

  #drop(): TemplateResult {
    const home = this.home!;
    const isBusy = this.#isBusy;
    return html`
      <label
        class="drop ${this.isOver ? "over" : ""}"
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.isOver = true;
        }}
        @dragleave=${() => (this.isOver = false)}
        @drop=${this.#onDrop}
      >
        ${isBusy ? html`<ha-icon icon="mdi:progress-upload"></ha-icon>` : icon(SIGNS.import)}
        <b>${isBusy ? home.words.of("import", this.step) : home.say("import_drop")}</b>
        <span class="soft small">${isBusy ? this.#file?.name : home.say("import_formats")}</span>
        <input class="unseen" type="file" accept=".csv,.json,.jsonl,.txt,.zip" ?disabled=${isBusy} @change=${this.#onChosen} />
      </label>
      <div aria-live="polite">${this.step === "refused" ? html`<p class="why">${this.#refusal}</p>` : nothing}</div>
    `;
  }

  #rehearsed(): TemplateResult {
    const home = this.home!;
    const report = this.#report!;
    return html`
      <div class="report">
        <h3>${home.say("import_rehearsed", { name: this.#file?.name ?? "" })}</h3>
        ${importReport(home, report)}
        <p class="soft small">${home.say("import_nothing_yet")}</p>
        <div class="row">
          <button class="chip strong" ?disabled=${!report.stored} @click=${this.#start}>
            ${home.say("import_start", { plays: home.count("plays", report.stored) })}
          </button>
          <button class="chip" @click=${this.#reset}>${home.say("cancel")}</button>
        </div>
      </div>
    `;
  }

  #imports(): TemplateResult {
    const home = this.home!;
    const known = this.#known.value?.imports;
    const { refusal } = this.#known.answer;
    if (refusal && !known) return refused(home, refusal, () => this.#known.refresh());
    if (!known) return html`${bones(2, 64)}`;
    if (!known.length) return html`<p class="soft none">${home.say("imports_none")}</p>`;
    return html`<ul>${known.map((one) => this.#import(one))}</ul>`;
  }

  #import(one: Known): TemplateResult {
    const home = this.home!;
    const live = home.store.live?.import;
    const isLive = live?.id === one.id && live.phase !== "idle";
    const percent = isLive ? (live.percent ?? one.percent) : one.percent;
    const state = isLive && live.phase === "paused" ? "paused" : one.phase;
    const told = [
      home.words.of("import_phase", state),
      one.plays ? home.count("plays", one.plays) : "",
      one.asked_at ? home.format.moment(Date.parse(one.asked_at) / 1000) : "",
    ];
    return html`
      <li>
        <ha-icon icon="mdi:file-music-outline"></ha-icon>
        <span class="two">
          <b class="cut">${one.name}</b>
          <span class="small soft cut beside">${beside(...told)}</span>
          ${one.error ? html`<span class="small danger">${one.error}</span>` : nothing}
          ${GOING.has(one.phase)
            ? html`<span class="meter" role="progressbar" aria-label=${one.name} aria-valuenow=${percent ?? nothing} aria-valuemin="0" aria-valuemax="100"><i style="inline-size:${percent ?? 0}%"></i></span>`
            : nothing}
        </span>
        ${one.phase === "waiting" || one.phase === "running"
          ? html`<button class="chip" @click=${() => this.#stop(one)}>${home.say("stop")}</button>`
          : one.plays && one.phase !== "undoing"
            ? html`<button class="chip" @click=${() => this.#askToUndo(one)}>${home.say("undo")}</button>`
            : nothing}
      </li>
    `;
  }

  #onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    void this.#rehearse(event.dataTransfer?.files[0]);
  };

  #onChosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void this.#rehearse(input.files?.[0]);
    input.value = "";
  };

  async #rehearse(file: File | undefined): Promise<void> {
    // What the report says is to be of the very file that is brought in.
    if (!file || this.#isBusy) return;
    this.#file = file;
    if (file.size > LARGEST) return this.#refuse(this.home!.say("import_too_large"));
    const upload = await this.#send(file);
    if (!upload) return;
    this.step = "rehearsing";
    try {
      const told = await this.home!.call<{ report: ImportReport }>({ type: "spindle/imports/start", upload, dry_run: true });
      this.#report = told.report;
      this.step = "rehearsed";
    } catch (error) {
      this.#refuse((error as Error).message);
    }
  }

  /** A rehearsal uses its upload up, so the file is sent once more. */
  #start = async (): Promise<void> => {
    const upload = this.#file && (await this.#send(this.#file));
    if (!upload) return;
    this.step = "starting";
    try {
      await this.home!.call({ type: "spindle/imports/start", upload });
      this.#reset();
      this.#known.refresh();
    } catch (error) {
      this.#refuse((error as Error).message);
    }
  };

  async #send(file: File): Promise<string | undefined> {
    this.step = "sending";
    const body = new FormData();
    body.append("file", file);
    try {
      const answer = await this.home!.hass.fetchWithAuth("/api/file_upload", { method: "POST", body });
      if (answer.ok) return ((await answer.json()) as { file_id: string }).file_id;
    } catch {
      // The same as an answer that says no.
    }
    this.#refuse(this.home!.say("import_not_sent"));
    return undefined;
  }

  #askToUndo(one: Known): void {
    const home = this.home!;
    this.question = {
      title: home.say("undo_title", { name: one.name }),
      text: home.say("undo_text", { plays: home.count("plays", one.plays) }),
      yes: home.say("undo"),
      run: () => this.#change("undo", one),
    };
  }

  async #stop(one: Known): Promise<void> {
    try {
      await this.#change("cancel", one);
    } catch (error) {
      this.#refuse((error as Error).message);
    }
  }

  async #change(what: "cancel" | "undo", one: Known): Promise<void> {
    await this.home!.call({ type: `spindle/imports/${what}`, import_id: one.id });
    this.#known.refresh();
  }

  #refuse(why: string): void {
    this.#refusal = why;
    this.step = "refused";
  }

  #reset = (): void => {
    this.#file = this.#report = undefined;
    this.step = "waiting";
  };

  static override styles = [
    shared,
    importReportStyles,
    css`
      :host { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .card { display: grid; gap: 12px; }
      .drop {
        display: grid; justify-items: center; gap: 6px; padding: 40px 16px; border: 2px dashed var(--line); border-radius: 16px; text-align: center; cursor: pointer;
        --mdc-icon-size: 40px; transition: border-color 0.15s, background 0.15s;
      }
      .drop :is(ha-icon, .glyph) { color: var(--accent); }
      .drop:hover, .drop.over, .drop:focus-within { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 6%, transparent); }
      .drop b { font-weight: 500; }
      .report { display: grid; gap: 12px; }
      h3 { font-size: 14px; font-weight: 500; }
      .why { padding: 8px 12px; border-radius: 10px; background: color-mix(in srgb, var(--error-color, #db4437) 12%, transparent); }
      li { display: flex; align-items: center; gap: 12px; min-height: 60px; }
      .report li { min-height: 0; }
      li > ha-icon { color: var(--soft); }
      .two { flex: 1; min-width: 0; display: grid; }
      .two b { font-weight: 500; }
      .meter { height: 6px; margin-top: 6px; border-radius: 3px; background: var(--mild); overflow: hidden; }
      .meter i { display: block; height: 100%; border-radius: 3px; background: var(--accent); transition: inline-size 0.5s; }
    `,
  ];
}

define("spindle-import", Import);
