import { html, type TemplateResult } from "lit";

/** Holds the place of what is not known yet, in its very size. */
export function bone(width: string, height: string, style = ""): TemplateResult {
  return html`<div class="bone" style="width:${width};height:${height};${style}"></div>`;
}

/** Holds the places of rows, so many pixels high or as high as a style says. */
export function bones(count: number, height: number | string): TemplateResult[] {
  const high = typeof height === "number" ? `${height - 12}px` : `calc(${height} - 12px)`;
  return Array.from({ length: count }, () => bone("100%", high, "margin:6px 0"));
}
