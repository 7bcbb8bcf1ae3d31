import { css, html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from "lit";
import type { Hass, Refusal } from "../ha";
import { shared, SpindleElement } from "../lib/element";
import { Resident } from "../lib/resident";
import { commonTexts } from "../lib/texts";

export const PERIODS = ["today", "last_7_days", "last_30_days", "last_90_days", "last_365_days", "all"];

export interface CardConfig {
  type: string;
  title?: string;
  period?: string;
}

/** The base of every card: its settings, its frame, and what it says when there is nothing to show. */
export abstract class Card<Config extends CardConfig = CardConfig> extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    hass: { attribute: false, noAccessor: true },
    preview: { type: Boolean },
    config: { state: true },
    samples: { state: true },
  };

  declare preview: boolean;
  declare protected config: Config | undefined;
  /** What the picker of cards shows where there is no history yet. */
  declare protected samples: typeof import("./samples") | undefined;

  readonly #resident = new Resident(this, commonTexts);

  set hass(hass: Hass) {
    this.#resident.take(hass);
  }

  /** Takes the settings; Home Assistant shows what it throws in the card's place. */
  setConfig(config: Config): void {
    if (config.period !== undefined && !PERIODS.includes(config.period)) {
      throw new Error(`period must be one of ${PERIODS.join(", ")}`);
    }
    this.config = config;
  }

  getCardSize(): number {
    return 5;
  }

  /** What is asked about. */
  protected get period(): string {
    return this.config?.period ?? "last_30_days";
  }

  protected get refusal(): Refusal | undefined {
    return undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("preview") || !this.preview || this.samples) return;
    void import("./samples").then((samples) => (this.samples = samples));
  }

  protected abstract content(): TemplateResult | typeof nothing;

  /** How high the content is going to be, where that is known before there are words for it. */
  protected get height(): string {
    return "0";
  }

  override render(): TemplateResult | typeof nothing {
    const { home } = this;
    if (!home || !this.config) return html`<ha-card><div style="height:${this.config ? this.height : 0}"></div></ha-card>`;
    return html`<ha-card>${this.refusal && !this.preview ? this.#refused(this.refusal) : this.content()}</ha-card>`;
  }

  #refused({ code, message }: Refusal): TemplateResult {
    const home = this.home!;
    if (code === "unauthorized") return html`<p class="soft">${home.say("not_allowed_text")}</p>`;
    if (code === "not_found" || code === "unknown_command") {
      return html`<p class="soft">${home.say("not_running_text")}</p>
        <a class="chip" href="/config/integrations/integration/spindle">${home.say("set_up")}</a>`;
    }
    return html`<p class="soft">${message || home.say("no_answer_text")}</p>`;
  }

  static override styles: CSSResultGroup = [
    shared,
    css`
      :host { display: block; height: 100%; }
      ha-card { display: block; height: 100%; padding: 16px; box-sizing: border-box; overflow: hidden; container: card / inline-size; }
      ha-card > .head { margin-bottom: 8px; }
      /* As high together as the rows whose places they hold: margins would be one. */
      .bones { display: grid; }
    `,
  ];
}
