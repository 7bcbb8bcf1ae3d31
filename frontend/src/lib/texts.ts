import { apart } from "./apart";
import type { en } from "../texts/en";
import type { enPages } from "../texts/en-pages";

export type CommonTexts = Record<keyof typeof en, string>;
export type PagesTexts = Record<keyof typeof enPages, string>;
export type Key = keyof CommonTexts | keyof PagesTexts;
/** Texts of one language: the common ones always, those of further pages in the panel. */
export type Texts = CommonTexts & Partial<PagesTexts>;
/** Keys of texts that depend on a number: `plays` of `plays_one` and `plays_other`. */
export type Counted = Key extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never;
export type Values = Record<string, string | number>;

const english = async (): Promise<CommonTexts> => (await import("../texts/en")).en;
const LANGUAGES: Record<string, () => Promise<CommonTexts>> = {
  en: english,
  de: async () => (await import("../texts/de")).de,
};

/** Loads the common texts of a language, and of no other. */
export function commonTexts(language: string): Promise<Texts> {
  return chosen(LANGUAGES, language)?.().catch(english) ?? english();
}

/** Finds what there is for a language, else for the language of which it is a kind. */
export function chosen<T>(known: Record<string, T>, language: string): T | undefined {
  return known[language] ?? known[language.split("-")[0] ?? ""];
}

/** Gives the language in which texts are spoken to somebody: theirs if it is a kind of the texts' own. */
export function spoken(texts: Texts, language: string): string {
  return language.split("-")[0] === texts.language ? language : texts.language;
}

/** Says things in one language. */
export class Words {
  readonly #plurals: Intl.PluralRules;

  constructor(
    readonly texts: Texts,
    readonly language: string,
  ) {
    this.#plurals = new Intl.PluralRules(language);
  }

  say(key: Key, values: Values = {}): string {
    return (this.texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => apart(String(values[name] ?? "")));
  }

  /** Says it of a number, as that number wants; the number itself is written by the caller. */
  count(stem: Counted, count: number, written: string): string {
    const form = this.#plurals.select(count) === "one" ? "one" : "other";
    return this.say(`${stem}_${form}` as Key, { count: written });
  }

  /** Says what a word of the backend means: `{prefix}_{word}`, else the word itself. */
  of(prefix: string, word: string): string {
    return this.texts[`${prefix}_${word}` as Key] ?? word;
  }
}
