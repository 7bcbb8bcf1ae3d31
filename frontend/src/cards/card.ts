import { css, html, nothing, type CSSResultGroup, type TemplateResult } from "lit";
import type { Hass, Locale, Refusal } from "../ha";
import type { Asked } from "../lib/asked";
import { shared, SpindleElement } from "../lib/element";
import type { Home } from "../lib/home";
import { Resident } from "../lib/resident";
import { commonTexts } from "../lib/texts";
import { spoken } from "./spoken";

/** What can be chosen, by the setting. */
export const CHOICES = {
  period: ["today", "last_7_days", "last_30_days", "last_90_days", "last_365_days", "all"],
  kind: ["artists", "albums", "tracks"],
};

export interface CardConfig {
  type: string;
  title?: string;
  period?: string;
}

export type Samples = typeof import("./samples");
export type Drawn = TemplateResult | TemplateResult[] | typeof nothing;

/** The base of every card: its settings, its frame, and what it shows while there is no answer. */
export abstract class Card<Told, Config extends CardConfig = CardConfig> extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    hass: { attribute: false, noAccessor: true },
    config: { state: true },
    samples: { state: true },
  };

  declare protected config: Config | undefined;
  /** What is shown in the picker of cards, where there is no history yet. */
  declare protected samples: Samples | undefined;

  protected abstract readonly asked: Asked<Told>;

  readonly #resident = new Resident(this, commonTexts);

  /** How this person writes, which is known before there are words. */
  protected locale: Locale | undefined;

  set hass(hass: Hass) {
    this.locale = hass.locale;
    this.#resident.take(hass);
  }

  /** Takes the settings; Home Assistant shows what it throws in the card's place. */
  setConfig(config: Config): void {
    for (const [setting, choices] of Object.entries(CHOICES)) {
      const chosen = (config as unknown as Record<string, string | undefined>)[setting] ?? choices[0]!;
      if (choices.includes(chosen)) continue;
      throw new Error(spoken("wrong").replace("{setting}", setting).replace("{choices}", choices.join(", ")));
    }
    this.config = config;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (isInPicker(this)) void import("./samples").then((samples) => (this.samples = samples));
  }

  /** What is asked about. */
  protected get period(): string {
    return this.config?.period ?? "last_30_days";
  }

  /** Why there is nothing to show. */
  protected get refusal(): Refusal | undefined {
    return this.asked.value || this.samples ? undefined : this.asked.answer.refusal;
  }

  protected abstract readonly heading: (home: Home) => unknown;
  /** What stands beside the heading. */
  protected readonly aside?: (home: Home | undefined) => unknown;
  /** Holds the place of the content, in its size. */
  protected abstract readonly skeleton: () => Drawn;
  protected abstract readonly isEmpty: (told: Told) => boolean;
  protected abstract readonly sample: (samples: Samples, home: Home) => Told;
  /** Draws an answer, or a sample of one. */
  protected abstract content(home: Home, told: Told, isSample: boolean): Drawn;

  override render(): TemplateResult {
    return html`<ha-card>${this.home && this.config ? this.#shown(this.home) : this.waiting()}</ha-card>`;
  }

  #shown(home: Home): Drawn {
    const { asked, samples } = this;
    const told = asked.value;
    if (samples && (!told || this.isEmpty(told))) return this.content(home, this.sample(samples, home), true);
    if (told) return this.content(home, told, false);
    return this.refusal ? html`${this.head()}${this.#refused(home, this.refusal)}` : this.waiting();
  }

  protected waiting(): TemplateResult {
    return html`${this.head()}<div class="bones">${this.skeleton()}</div>`;
  }

  /** Its place is held until its words are there. */
  protected head(): Drawn {
    const { home } = this;
    return html`<div class="head"><h2>${this.config?.title || (home && this.heading(home))}</h2>${this.aside?.(home)}</div>`;
  }

  #refused(home: Home, { code, message }: Refusal): TemplateResult {
    const isOff = code === "not_found" || code === "unknown_command";
    if (code === "unauthorized") return html`<p class="soft">${home.say("not_allowed_text")}</p>`;
    if (isOff) message = home.say("not_running_text");
    return html`
      <p class="soft">${message || home.say("no_answer_text")}</p>
      ${isOff
        ? html`<a class="chip" href="/config/integrations/integration/spindle">${home.say("set_up")}</a>`
        : html`<button class="chip" @click=${() => this.asked.refresh()}>${home.say("again")}</button>`}
    `;
  }

  static override styles: CSSResultGroup = [
    shared,
    css`
      :host { display: block; height: 100%; }
      ha-card { display: block; height: 100%; padding: 16px; box-sizing: border-box; overflow: hidden; container: card / inline-size; }
      ha-card > .head { margin-bottom: 8px; }
      .bones { display: grid; }
      ha-card > .chip { margin-top: 12px; }
    `,
  ];
}

/** Tells whether an element stands in Home Assistant's picker of cards, which tells it nothing but `hass`. */
function isInPicker(element: Element): boolean {
  let root = element.getRootNode();
  while ("host" in root) {
    const host = root.host as Element;
    if (host.localName === "hui-card-picker") return true;
    root = host.getRootNode();
  }
  return false;
}
