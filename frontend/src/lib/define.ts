/**
 * Makes a custom element known, once, whatever registry the page ends up with.
 *
 * Home Assistant's app replaces the registry with a polyfill's while it boots; what was defined
 * before is lost then (https://github.com/home-assistant/frontend/issues/52960). A module may
 * also be loaded twice. So this looks again when the app is there, and never throws.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const put = () => {
    if (customElements.get(tag)) return;
    try {
      customElements.define(tag, element);
    } catch {
      // One class cannot be in two registries; its child can.
      customElements.define(tag, class extends element {});
    }
  };
  put();
  void customElements.whenDefined("home-assistant").then(put);
  setTimeout(put, 5000);
}
