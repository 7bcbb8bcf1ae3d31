import { html, type TemplateResult } from "lit";

/**
 * Draws an icon of the Material Design Icons by its outline, in the colour of the words around it.
 *
 * It is for what every visit shows: an element of Home Assistant's that looks an icon up by its
 * name first fetches thousands, and writes them into the browser's database.
 */
export function icon(outline: string): TemplateResult {
  return html`<svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d=${outline}></path></svg>`;
}
