import { commonTexts, spoken, Words } from "./texts";

let words: Words | undefined;
let isAsked = false;

/** Notes in which words the page was last at home. */
export function speak(latest: Words): void {
  words = latest;
}

/**
 * Gives words where there is nobody to ask for the language: in a card's form, whose preview has
 * mostly spoken. Where nothing has, those of the document's language are there a moment later.
 */
export function wordsOf(): Words | undefined {
  if (!words && !isAsked) {
    isAsked = true;
    const { lang } = document.documentElement;
    void commonTexts(lang).then((texts) => (words ??= new Words(texts, spoken(texts, lang))));
  }
  return words;
}
