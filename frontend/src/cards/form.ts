import { wordsOf } from "../lib/words-of-page";
import type { Key } from "../lib/texts";
import { CHOICES } from "./card";

interface Field {
  name: string;
  selector: object;
}

const MOST = 20;

/** What can be set of cards, as Home Assistant's own editor asks for it. */
export const FIELDS = {
  title: (): Field => ({ name: "title", selector: { text: {} } }),
  period: (): Field => choice("period"),
  kind: (): Field => choice("kind"),
  count: (): Field => ({ name: "count", selector: { number: { min: 1, max: MOST, mode: "box" } } }),
};

/** Makes the form of a card from its fields. */
export function form(...fields: (keyof typeof FIELDS)[]): object {
  return {
    schema: fields.map((field) => FIELDS[field]()),
    computeLabel: ({ name }: Field) => wordsOf()?.say(`field_${name}` as Key) ?? name,
  };
}

/** Gives how many are shown, whatever was written there. */
export function counted(count: unknown, otherwise: number): number {
  return Math.max(1, Math.min(MOST, Math.floor(Number(count ?? otherwise)) || otherwise));
}

function choice(name: keyof typeof CHOICES): Field {
  const options = CHOICES[name].map((value) => ({ value, label: wordsOf()?.of(name, value) ?? value }));
  return { name, selector: { select: { mode: "dropdown", options } } };
}
