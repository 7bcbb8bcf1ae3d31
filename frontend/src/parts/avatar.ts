import { html, type TemplateResult } from "lit";

/** Gives a name its hue, always the same. */
export function hueOf(name: string): number {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % 360;
}

/** Gives the one or two letters by which a name is known. */
export function lettersOf(name: string): string {
  const words = name.replace(/^(the|die|der|das|a) /i, "").split(/[\s.&/+-]+/).filter(Boolean);
  const first = [...(words[0] ?? "?")];
  const second = words.length > 1 ? [...(words[words.length - 1] ?? "")][0] : "";
  return `${first[0] ?? "?"}${second ?? ""}`.toUpperCase();
}

/** Draws a name where there is no picture of it: round for artists, square for what they made. */
export function avatar(name: string, size = 40, shape: "round" | "square" = "round"): TemplateResult {
  const hue = hueOf(name);
  const style =
    `width:${size}px;height:${size}px;border-radius:${shape === "round" ? "50%" : "22%"};font-size:${Math.round(size * 0.36)}px;` +
    `background:linear-gradient(140deg,hsl(${hue} 42% 42%),hsl(${(hue + 50) % 360} 48% 30%));` +
    "display:inline-grid;place-items:center;flex:none;color:#fff;font-weight:500;letter-spacing:.02em;line-height:1;user-select:none";
  return html`<span style=${style} aria-hidden="true">${lettersOf(name)}</span>`;
}
