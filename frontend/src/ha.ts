/** The little of Home Assistant's frontend that is used; it is the same from 2025.4 to 2026.11. */

export type Unsubscribe = () => Promise<void> | void;

export interface Connection {
  subscribeMessage<T>(callback: (message: T) => void, message: Message, options?: { resubscribe?: boolean }): Promise<Unsubscribe>;
  addEventListener(type: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(type: "ready" | "disconnected", listener: () => void): void;
}

export interface Message {
  type: string;
  [argument: string]: unknown;
}

export interface Locale {
  language: string;
  number_format?: string;
  time_format?: string;
  first_weekday?: string;
}

export interface Hass {
  connection: Connection;
  connected: boolean;
  callWS<T>(message: Message): Promise<T>;
  fetchWithAuth(path: string, init?: RequestInit): Promise<Response>;
  language: string;
  locale: Locale;
  config: { time_zone: string };
  user?: { id: string; is_admin: boolean };
  translationMetadata?: { translations: Record<string, { isRTL?: boolean } | undefined> };
}

/** What a websocket command is refused with. */
export interface Refusal {
  code: string;
  message: string;
}
