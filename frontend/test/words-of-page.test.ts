// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { Words } from "../src/lib/texts";
import { en } from "../src/texts/en";

test("a form has words of the document's language, until the page is at home in others", async () => {
  vi.resetModules();
  const { speak, wordsOf } = await import("../src/lib/words-of-page");
  document.documentElement.lang = "de-AT";
  expect(wordsOf()).toBeUndefined();
  await vi.waitFor(() => expect(wordsOf()?.say("field_period")).toBe("Zeitraum"));
  speak(new Words(en, "en"));
  expect(wordsOf()?.say("field_period")).toBe("Period");
});
