import { css, html, type TemplateResult } from "lit";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import { pause } from "../lib/turns";

const WHAT_IT_IS = { popover: "auto", role: "dialog", "aria-modal": "true", tabindex: "-1" };
const REACHED_BY_TAB = "a[href], button:not(:disabled), select, input";

/**
 * Shows what is in it over everything, alone, as long as it is there: a popover that keeps the
 * focus. A native modal dialog makes the whole document inert, and so has a browser style all of
 * it anew. Escape, the way back of a phone and a press beside it shut it: `spindle-shut` tells.
 */
export class Over extends SpindleElement {
  /** What had the focus before. */
  #before: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const [name, value] of Object.entries(WHAT_IT_IS)) this.setAttribute(name, value);
    this.addEventListener("click", this.#onClick);
    this.addEventListener("keydown", this.#onKey);
    this.addEventListener("toggle", this.#onToggle);
  }

  /** Comes to the top in a task of its own: it has the browser lay out everything at once. */
  protected override async firstUpdated(): Promise<void> {
    await pause();
    if (!this.isConnected) return;
    this.#before = focused();
    if (this.#isPopover) this.showPopover();
    (this.#reached()[0] ?? this).focus();
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** Ends it, and gives the focus back. */
  shut(): void {
    if (this.#isPopover) this.hidePopover();
    else this.#tellShut();
  }

  /** False in browsers from before 2024, in which it lies over the panel only. */
  get #isPopover(): boolean {
    return "showPopover" in this;
  }

  #reached(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(REACHED_BY_TAB)];
  }

  #onClick = (event: MouseEvent): void => {
    if (event.target === this) this.shut();
  };

  #onToggle = (event: Event): void => {
    if (event.target === this && (event as ToggleEvent).newState === "closed") this.#tellShut();
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Tab") this.#goRound(event);
    else if (event.key === "Escape" && !this.#isPopover) {
      event.stopPropagation();
      this.shut();
    }
  };

  /** Leads from the last that Tab reaches to the first, and the other way round. */
  #goRound(event: KeyboardEvent): void {
    const reached = this.#reached();
    const at = focused();
    const isLeaving = event.shiftKey ? at === this || at === reached[0] : at === reached.at(-1);
    if (!isLeaving) return;
    event.preventDefault();
    reached.at(event.shiftKey ? -1 : 0)?.focus();
  }

  /** Browsers look for the focus outside of shadows only, and do not give it back themselves. */
  #tellShut(): void {
    if (this.matches(":focus-within")) this.#before?.focus();
    this.dispatchEvent(new CustomEvent("spindle-shut"));
  }

  static override styles = [
    shared,
    css`
      :host {
        position: fixed; inset: 0; z-index: 9; display: grid; width: auto; max-width: none; height: auto; max-height: none;
        margin: 0; padding: 0; border: 0; overflow: hidden; background: rgb(0 0 0 / 40%); outline: none;
      }
      /* It is not to be seen before it is on top: Escape would shut what lies below. */
      :host(:not(:popover-open)) { visibility: hidden; }
    `,
  ];
}

/** Finds what has the focus, through every shadow. */
function focused(): HTMLElement | undefined {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement ? found : undefined;
}

define("spindle-over", Over);
