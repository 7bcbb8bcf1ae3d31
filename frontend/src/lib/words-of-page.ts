import type { Words } from "./texts";

let words: Words | undefined;

/** Notes in which words the page was last at home. */
export function speak(latest: Words): void {
  words = latest;
}

/** Gives words where there is nobody to ask for the language: in a card's form, whose preview has spoken. */
export function wordsOf(): Words | undefined {
  return words;
}
