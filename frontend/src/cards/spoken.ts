import { chosen } from "../lib/texts";
import { cardTexts, type CardTexts } from "../texts/cards";

/** Says something in the language of the page, which Home Assistant writes into the document. */
export function spoken(key: keyof CardTexts): string {
  return (chosen(cardTexts, document.documentElement.lang) ?? cardTexts.en)[key];
}
