import type { ReactiveController } from "lit";
import type { Hass } from "../ha";
import type { SpindleElement } from "./element";
import { pause } from "./turns";
import { Home, isAnother } from "./home";
import type { Texts } from "./texts";

/**
 * Makes an element that is handed `hass` one that is at home.
 *
 * Home Assistant replaces `hass` many times a second: only what is drawn otherwise makes another
 * home. While the element is connected it has acquired the store.
 */
export class Resident implements ReactiveController {
  #hass: Hass | undefined;
  #release: (() => void) | undefined;
  #leave: (() => void) | undefined;

  constructor(
    private readonly host: SpindleElement,
    private readonly texts: (language: string) => Texts | Promise<Texts>,
  ) {
    host.addController(this);
  }

  take(hass: Hass): void {
    if (!isAnother(this.#hass, hass)) return;
    this.#hass = hass;
    // To have been loaded and made is enough for one task.
    void pause()
      .then(() => this.texts(hass.locale.language))
      .then((texts) => this.#settle(hass, texts));
  }

  hostConnected(): void {
    const home = this.host.home;
    if (!home || this.#release) return;
    this.#release = home.store.acquire();
    this.#leave = home.store.onLive(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#release?.();
    this.#leave = this.#release = undefined;
  }

  #settle(hass: Hass, texts: Texts): void {
    if (this.#hass !== hass) return;
    this.hostDisconnected();
    this.host.home = new Home(hass, texts);
    this.host.lang = texts.language;
    this.host.dir = this.host.home.isRightToLeft ? "rtl" : "ltr";
    if (this.host.isConnected) this.hostConnected();
  }
}
