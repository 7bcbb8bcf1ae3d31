import { html, nothing, type TemplateResult } from "lit";

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

/** Milliseconds after which a cover that is being fetched is asked for again, once each. */
const PATIENCE = [2_500, 8_000, 30_000];

/**
 * Draws a name: round for artists, square for what they made.
 *
 * Where there is a cover it lies over the letters as soon as it is there, in the same place.
 */
export function avatar(name: string, size = 40, shape: "round" | "square" = "round", cover?: string | null): TemplateResult {
  const hue = hueOf(name);
  const style =
    `width:${size}px;height:${size}px;border-radius:${shape === "round" ? "50%" : cover ? "10%" : "22%"};font-size:${Math.round(size * 0.36)}px;` +
    `background:linear-gradient(140deg,hsl(${hue} 42% 42%),hsl(${(hue + 50) % 360} 48% 30%));position:relative;` +
    "display:inline-grid;place-items:center;flex:none;color:#fff;font-weight:500;letter-spacing:.02em;line-height:1;user-select:none";
  return html`<span style=${style} aria-hidden="true">${lettersOf(name)}${cover ? picture(cover) : nothing}</span>`;
}

function picture(cover: string): TemplateResult {
  return html`<img src=${cover} alt="" loading="lazy" decoding="async" @load=${show} @error=${wait} style="position:absolute;inset:0;width:100%;height:100%;border-radius:inherit;object-fit:cover;opacity:0;transition:opacity .2s" />`;
}

function show({ target }: Event): void {
  (target as HTMLImageElement).style.opacity = "1";
}

/** There is none yet, or none at all: the letters stay, and it is looked again a few times. */
function wait({ target }: Event): void {
  const image = target as HTMLImageElement;
  const source = image.src;
  const tries = image.dataset.of === source ? Number(image.dataset.tries) : 0;
  image.style.opacity = "0";
  image.dataset.of = source;
  image.dataset.tries = String(tries + 1);
  const pause = PATIENCE[tries];
  if (pause === undefined) return;
  setTimeout(() => {
    if (image.isConnected && image.src === source) image.src = source;
  }, pause);
}
