import { en } from "../texts/en";
import { enPages } from "../texts/en-pages";
import { chosen, commonTexts, type PagesTexts, type Texts } from "./texts";

const OTHERS: Record<string, () => Promise<PagesTexts>> = {
  de: async () => (await import("../texts/de-pages")).dePages,
};

/** Gives every text of a language: English at once, for the panel is to be quick; others are loaded. */
export function allTexts(language: string): Texts | Promise<Texts> {
  const pages = chosen(OTHERS, language);
  const english = { ...en, ...enPages };
  if (!pages) return english;
  return Promise.all([commonTexts(language), pages()]).then(
    ([common, more]) => ({ ...common, ...more }),
    () => english,
  );
}
