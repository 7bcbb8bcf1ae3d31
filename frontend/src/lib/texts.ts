import { en } from "../texts/en";

export type Key = keyof typeof en;
export type Texts = Record<Key, string>;
/** Keys of texts that depend on a number: `plays` of `plays_one` and `plays_other`. */
export type Counted = Key extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never;
export type Values = Record<string, string | number>;

const OTHERS: Record<string, () => Promise<Texts>> = {
  de: async () => (await import("../texts/de")).de,
};

/** Gives the texts of a language: English at once, others when they are loaded. */
export function textsOf(language: string): Texts | Promise<Texts> {
  const load = OTHERS[language] ?? OTHERS[language.split("-")[0] ?? ""];
  return load ? load().catch(() => en) : en;
}

/** Says things in one language. */
export class Words {
  readonly #plurals: Intl.PluralRules;

  constructor(
    readonly texts: Texts,
    language: string,
  ) {
    this.#plurals = new Intl.PluralRules(language);
  }

  say(key: Key, values: Values = {}): string {
    return this.texts[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
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
