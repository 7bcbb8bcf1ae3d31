import { expect, test } from "vitest";
import { Words, textsOf } from "../src/lib/texts";
import { de } from "../src/texts/de";
import { en } from "../src/texts/en";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test.each(Object.keys(en) as (keyof typeof en)[])("%s says the same in German", (key) => {
  expect(placeholders(de[key])).toEqual(placeholders(en[key]));
  expect(de[key].trim()).not.toBe("");
});

test("a language is found by its first part, any other is English", async () => {
  expect(await textsOf("de-AT")).toBe(de);
  expect(textsOf("nl")).toBe(en);
});

test("numbers choose their words", () => {
  const words = new Words(en, "en");
  expect(words.count("plays", 1, "1")).toBe("1 play");
  expect(words.count("plays", 1200, "1,200")).toBe("1,200 plays");
});

test("a word that nobody knows is shown as it is", () => {
  expect(new Words(en, "en").of("reason", "brand_new")).toBe("brand_new");
});
