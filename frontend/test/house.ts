// A Home Assistant for the panel: it answers what a test says, and remembers what it was asked.
import { vi } from "vitest";
import type { Hass, Message } from "../src/ha";
import type { Live } from "../src/standings";
import "../src/panel";

type Told = Record<string, unknown> | (() => Promise<never>);
/** What is answered, by the type of the message; of an action by its name. */
export type Answers = Record<string, Told>;

const NEVER = new Promise<never>(() => {});
const LIVE: Live = {
  generation: 0,
  frontend: null,
  store: { state: "ready", waiting: 0, lost: 0 },
  problems: [],
  history: { running: true, seen: true, recording: true },
  rooms: [],
  import: null,
};

interface Setting {
  isAdministrator?: boolean;
  isConnected?: boolean;
  live?: Partial<Live>;
  language?: string;
  answers?: Answers;
  /** What everything else is answered with. */
  otherwise?: Told;
}

/** A panel that somebody has opened, or a card. */
export class House {
  readonly asked: Message[] = [];
  readonly panel: HTMLElement & { hass: Hass; narrow: boolean };
  push: (parts: Partial<Live>) => void = () => {};

  constructor(
    page: string,
    private readonly setting: Setting = {},
    shown: Element = document.createElement("spindle-panel"),
    /** What it stands in. */
    around: Element = shown,
  ) {
    sessionStorage.clear();
    history.replaceState(null, "", `/listening/${page}`);
    this.panel = shown as House["panel"];
    this.panel.hass = this.hass();
    document.body.replaceChildren(around);
  }

  hass(isConnected = this.setting.isConnected ?? true): Hass {
    const language = this.setting.language ?? "en";
    return {
      connection: this.#connection,
      connected: isConnected,
      callWS: this.#answer,
      fetchWithAuth: () => NEVER,
      language,
      locale: { language, time_format: "24" },
      config: { time_zone: "Europe/Berlin" },
      user: { id: "somebody", is_admin: this.setting.isAdministrator ?? true },
    };
  }

  /** All that is to be read, as one line. */
  get text(): string {
    return textOf(this.panel).replace(/\s+/g, " ");
  }

  all<T extends HTMLElement>(selector: string): T[] {
    return found(this.panel, selector) as T[];
  }

  /** Presses the button or link with these words. */
  press(words: string): void {
    const button = this.all("button, a").find((one) => textOf(one).trim() === words || one.getAttribute("aria-label") === words);
    if (!button) throw new Error(`There is no ${words} in: ${this.text}`);
    button.click();
  }

  /** Waits until these words are to be read. */
  reads(...words: string[]): Promise<void> {
    return until(() => {
      for (const one of words) if (!this.text.includes(one)) throw new Error(`No ${one} in: ${this.text}`);
    });
  }

  /** Waits until a message of this type, or a call of this action, was sent; gives the latest. */
  async sent(name: string): Promise<Message> {
    await until(() => {
      if (!this.asked.some((one) => nameOf(one) === name)) throw new Error(`Nobody asked for ${name}`);
    });
    return this.asked.filter((one) => nameOf(one) === name).at(-1)!;
  }

  readonly #connection: Hass["connection"] = {
    subscribeMessage: <T>(callback: (message: T) => void) => {
      this.push = callback as (parts: Partial<Live>) => void;
      this.push({ ...LIVE, ...this.setting.live });
      return Promise.resolve(() => {});
    },
    addEventListener: () => {},
    removeEventListener: () => {},
  };

  #answer = <T>(message: Message): Promise<T> => {
    this.asked.push(message);
    const known = this.setting.answers?.[nameOf(message)] ?? this.setting.otherwise ?? (() => NEVER);
    return (typeof known === "function" ? known() : Promise.resolve(known)) as Promise<T>;
  };
}

/** Refuses as a websocket command does. */
export function refuse(code: string, message = ""): () => Promise<never> {
  return () => Promise.reject({ code, message });
}

export function until(look: () => void): Promise<void> {
  return vi.waitFor(look, { interval: 10, timeout: 10_000 });
}

function nameOf({ type, service }: Message): string {
  return type === "call_service" ? String(service) : type;
}

function textOf(node: Node): string {
  if (node.nodeName === "STYLE") return "";
  if (node.nodeType === node.TEXT_NODE) return node.textContent ?? "";
  const root = (node as HTMLElement).shadowRoot;
  return [...(root?.childNodes ?? []), ...node.childNodes].map(textOf).join(" ");
}

function found(node: Element, selector: string): Element[] {
  const roots = [node.shadowRoot, node].filter((one) => one !== null);
  return roots.flatMap((root) => [...root.children].flatMap((child) => [...(child.matches(selector) ? [child] : []), ...found(child, selector)]));
}
