import { wordsOf } from "../lib/words-of-page";
import type { Key } from "../lib/texts";
import { PERIODS } from "./card";

interface Field {
  name: string;
  selector: object;
}

const KINDS = ["artists", "albums", "tracks"];

/** What can be set of cards, as Home Assistant's own editor asks for it. */
export const FIELDS = {
  title: (): Field => ({ name: "title", selector: { text: {} } }),
  period: (): Field => ({ name: "period", selector: choice(PERIODS, "period") }),
  kind: (): Field => ({ name: "kind", selector: choice(KINDS, "kind") }),
  count: (): Field => ({ name: "count", selector: { number: { min: 1, max: 20, mode: "box" } } }),
};

/** Makes the form of a card from its fields. */
export function form(...fields: (keyof typeof FIELDS)[]): object {
  return {
    schema: fields.map((field) => FIELDS[field]()),
    computeLabel: ({ name }: Field) => wordsOf()?.say(`field_${name}` as Key) ?? name,
  };
}

function choice(values: string[], prefix: string): object {
  const options = values.map((value) => ({ value, label: wordsOf()?.of(prefix, value) ?? value }));
  return { select: { mode: "dropdown", options } };
}
