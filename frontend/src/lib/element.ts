import { adoptStyles, css, LitElement, type CSSResult } from "lit";
import { pause, turn } from "./turns";
import type { Home } from "./home";

/** The base of every element: who it is at home with, and the styles that all share. */
export abstract class SpindleElement extends LitElement {
  static override properties: Record<string, object> = { home: { attribute: false } };

  declare home: Home | undefined;

  /** Tells whoever contains it. */
  protected tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** The base of what is drawn for the first time together with much else: it waits for its turn. */
export abstract class PatientElement extends SpindleElement {
  protected override createRenderRoot(): ShadowRoot {
    return this.attachShadow({ mode: "open" });
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await turn();
      adoptStyles(this.renderRoot as ShadowRoot, (this.constructor as typeof LitElement).elementStyles);
      await pause();
    }
    super.scheduleUpdate();
  }
}

/** Colours, shapes and letters, all from the theme. */
export const shared: CSSResult = css`
  :host {
    --card: var(--ha-card-background, var(--card-background-color, #fff));
    --ink: var(--primary-text-color, #212121);
    --soft: var(--secondary-text-color, #727272);
    --line: var(--divider-color, #e0e0e0);
    --accent: var(--primary-color, #03a9f4);
    --radius: var(--ha-card-border-radius, 12px);
    --mild: color-mix(in srgb, var(--ink) 6%, transparent);
    --end: right;
    color: var(--ink);
    font-family: var(--ha-font-family-body, Roboto, Noto, sans-serif);
    font-size: 14px;
    line-height: 20px;
    -webkit-font-smoothing: antialiased;
  }
  :host(:dir(rtl)) { --end: left; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ol, ul, dl, dd, figure { margin: 0; padding: 0; }
  ol, ul { list-style: none; }
  h2 { font-size: 16px; font-weight: 500; line-height: 24px; letter-spacing: -0.005em; }
  a { color: inherit; text-decoration: none; }
  button, select, input { font: inherit; color: inherit; }
  button { background: none; border: 0; padding: 0; cursor: pointer; }
  button:disabled { cursor: default; opacity: 0.5; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  [hidden] { display: none !important; }
  .soft { color: var(--soft); }
  .small { font-size: 12px; line-height: 16px; }
  .number { font-variant-numeric: tabular-nums; }
  .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  /* A name or a sentence is read in its own direction, and stands on the side of everything else. */
  h1, h2, h3, p, dt, dd, .cut, .small, .number { unicode-bidi: plaintext; text-align: -webkit-match-parent; text-align: match-parent; }
  .beside { unicode-bidi: normal; }
  .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .card {
    background: var(--card);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--line));
    border-radius: var(--radius);
    box-shadow: var(--ha-card-box-shadow, none);
    contain: content;
    padding: 16px;
    min-width: 0;
  }
  .head { display: flex; align-items: center; gap: 8px; min-height: 32px; margin-bottom: 12px; }
  .head h2 { flex: 1; }
  .chip {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 32px; padding: 0 12px; border-radius: 16px;
    border: 1px solid var(--line); font-size: 13px; font-weight: 500; white-space: nowrap; cursor: pointer; background: transparent; unicode-bidi: plaintext;
  }
  .chip[aria-pressed="true"], .chip[aria-current] { background: color-mix(in srgb, var(--accent) 18%, transparent); border-color: transparent; }
  .chip:hover:not(:disabled) { background: var(--mild); }
  .chip[aria-pressed="true"]:hover { background: color-mix(in srgb, var(--accent) 26%, transparent); }
  .strong { background: color-mix(in srgb, var(--accent) 66%, #000); color: #fff; border-color: transparent; }
  .strong:hover:not(:disabled) { background: color-mix(in srgb, var(--accent) 54%, #000); }
  .danger { color: var(--error-color, #db4437); }
  .row { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
  .glyph { width: var(--mdc-icon-size, 24px); height: var(--mdc-icon-size, 24px); fill: currentColor; flex: none; }
  .icon { display: inline-grid; place-items: center; width: 36px; height: 36px; border-radius: 18px; color: var(--soft); flex: none; }
  .icon:hover { background: var(--mild); color: var(--ink); }
  @media (pointer: coarse) {
    .chip { min-height: 40px; border-radius: 20px; }
    .icon { width: 44px; height: 44px; }
  }
  /* Opacity alone moves without the page's own thread, which has answers to draw meanwhile. */
  .bone { border-radius: 6px; background: color-mix(in srgb, var(--ink) 9%, transparent); animation: breathe 0.8s ease-in-out infinite alternate; }
  @keyframes breathe { to { opacity: 0.55; } }
  @media (prefers-reduced-motion: reduce) { .bone { animation: none; } }
  .old { opacity: 0.55; transition: opacity 0.2s 0.25s; }
`;
