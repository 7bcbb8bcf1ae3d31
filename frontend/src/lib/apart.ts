import { html, nothing, type TemplateResult } from "lit";

/** Letters that are read from right to left. */
const TURNING = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Keeps a name that is read from right to left from turning the words around it: every text is read from left to right. */
export function apart(name: string): string {
  return TURNING.test(name) ? `\u2068${name}\u2069` : name;
}

/** Puts what there is of some names beside each other, each read in its own direction: of class `beside`. */
export function beside(...names: (string | null | undefined)[]): TemplateResult {
  return html`${names.filter(Boolean).map((name, place) => html`${place ? " · " : nothing}<bdi>${name}</bdi>`)}`;
}
