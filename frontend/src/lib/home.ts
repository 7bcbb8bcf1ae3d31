import type { Hass, Message } from "../ha";
import { Format } from "./format";
import { storeOf, type Store } from "./store";
import { speak } from "./words-of-page";
import { spoken, Words, type Counted, type Key, type Texts, type Values } from "./texts";

/** What every page and card needs of Home Assistant: words, formats, answers, and who looks. */
export class Home {
  readonly format: Format;
  readonly words: Words;
  readonly store: Store;
  readonly isAdministrator: boolean;
  readonly isRightToLeft: boolean;

  constructor(
    readonly hass: Hass,
    texts: Texts,
  ) {
    const language = hass.locale.language;
    const ours = spoken(texts, language);
    this.format = new Format(hass.locale, hass.config.time_zone, ours);
    this.words = new Words(texts, ours);
    speak(this.words);
    this.store = storeOf(hass);
    this.isAdministrator = hass.user?.is_admin ?? false;
    this.isRightToLeft = hass.translationMetadata?.translations[language]?.isRTL ?? false;
  }

  say(key: Key, values?: Values): string {
    return this.words.say(key, values);
  }

  /** Says a number of things: "3 plays". */
  count(stem: Counted, count: number): string {
    return this.words.count(stem, count, this.format.number(count));
  }

  call<T>(message: Message): Promise<T> {
    return this.hass.callWS<T>(message);
  }

  /** Runs an action of Spindle and gives its response. */
  async act<T>(action: string, data: Record<string, unknown>): Promise<T> {
    const told = await this.call<{ response: T }>({
      type: "call_service",
      domain: "spindle",
      service: action,
      service_data: data,
      return_response: true,
    });
    return told.response;
  }

  /** Names a service by its slug. */
  service(slug: string): string {
    const number = /^sid_(\d+)$/.exec(slug)?.[1];
    return number ? this.say("service_numbered", { number }) : this.words.of("service", slug);
  }
}

/** Tells whether a new `hass` makes a new `Home`; it is replaced many times a second. */
export function isAnother(before: Hass | undefined, now: Hass): boolean {
  return (
    !before ||
    before.locale !== now.locale ||
    before.connection !== now.connection ||
    before.config.time_zone !== now.config.time_zone ||
    before.user !== now.user ||
    before.translationMetadata !== now.translationMetadata
  );
}
