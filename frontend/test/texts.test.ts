import { expect, test } from "vitest";
import { allTexts } from "../src/lib/all-texts";
import { commonTexts, spoken, Words } from "../src/lib/texts";
import { de } from "../src/texts/de";
import { dePages } from "../src/texts/de-pages";
import { en } from "../src/texts/en";
import { enPages } from "../src/texts/en-pages";

const english: Record<string, string> = { ...en, ...enPages };
const german: Record<string, string> = { ...de, ...dePages };
const placeholders = (text = "") => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test.each(Object.keys(english))("%s says the same in German", (key) => {
  expect(placeholders(german[key])).toEqual(placeholders(english[key]));
  expect(german[key]?.trim()).toBeTruthy();
});

test("no key is both a card's and a page's", () => {
  expect(Object.keys(english)).toHaveLength(Object.keys(en).length + Object.keys(enPages).length);
});

test("a language is found by its first part, any other is English", async () => {
  expect(await commonTexts("de-AT")).toBe(de);
  expect(await allTexts("de")).toEqual(german);
  expect(await commonTexts("nl")).toBe(en);
  expect(allTexts("nl")).toEqual(english);
});

test("numbers choose their words", () => {
  const words = new Words(en, "en");
  expect(words.count("plays", 1, "1")).toBe("1 play");
  expect(words.count("plays", 1200, "1,200")).toBe("1,200 plays");
});

test("a language is spoken as its texts are, in the kind of it that a person speaks", () => {
  expect(spoken(en, "he")).toBe("en");
  expect(spoken(en, "en-GB")).toBe("en-GB");
  expect(spoken(de, "de-AT")).toBe("de-AT");
});

test("a name that is read from right to left turns nothing around it", () => {
  const words = new Words({ ...en, ...enPages }, "en");
  expect(words.say("lead_artist", { name: "אריק איינשטיין" })).toBe("Most of it was \u2068אריק איינשטיין\u2069.");
  expect(words.say("lead_artist", { name: "Björk (Live)" })).toBe("Most of it was Björk (Live).");
});

test("a word that nobody knows is shown as it is", () => {
  expect(new Words(en, "en").of("reason", "brand_new")).toBe("brand_new");
});
