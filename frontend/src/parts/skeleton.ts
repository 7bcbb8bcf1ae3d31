import { html, type TemplateResult } from "lit";

/** Holds the place of what is not known yet, in its very size. */
export function bone(width: string, height: string, style = ""): TemplateResult {
  return html`<div class="bone" style="width:${width};height:${height};${style}"></div>`;
}

/** Holds the places of rows. */
export function bones(count: number, height: number): TemplateResult[] {
  return Array.from({ length: count }, () => bone("100%", `${height - 12}px`, "margin:6px 0"));
}
