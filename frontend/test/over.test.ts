// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { html, render } from "lit";
import { Over } from "../src/parts/over";

/** Puts it into a shadow of its own, as whoever uses it does, and waits until it is on top. */
async function shown(): Promise<{ over: Over; within: ShadowRoot; shut: ReturnType<typeof vi.fn> }> {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const within = host.attachShadow({ mode: "open" });
  const shut = vi.fn();
  render(html`<spindle-over @spindle-shut=${shut}><button>one</button><a href="#">two</a><button disabled>three</button></spindle-over>`, within as unknown as HTMLElement);
  const over = within.querySelector<Over>("spindle-over")!;
  await vi.waitFor(() => expect(within.activeElement?.textContent).toBe("one"));
  return { over, within, shut };
}

function press(at: Element, key: string, shiftKey = false): boolean {
  return at.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
}

test("what reads the screen aloud takes it for a dialog of its own", async () => {
  const { over } = await shown();
  expect([over.getAttribute("role"), over.getAttribute("aria-modal"), over.getAttribute("popover")]).toEqual(["dialog", "true", "auto"]);
});

test("Tab goes round in it, both ways", async () => {
  const { within } = await shown();
  expect(press(within.activeElement!, "Tab")).toBe(true);
  expect(press(within.activeElement!, "Tab", true)).toBe(false);
  expect(within.activeElement?.textContent).toBe("two");
  expect(press(within.activeElement!, "Tab")).toBe(false);
  expect(within.activeElement?.textContent).toBe("one");
});

test("a press beside what is in it shuts it, a press on that does not", async () => {
  const { over, shut } = await shown();
  over.hidePopover = () => void over.dispatchEvent(Object.assign(new Event("toggle"), { newState: "closed" }));
  over.showPopover = () => {};
  over.querySelector("a")!.click();
  expect(shut).not.toHaveBeenCalled();
  over.click();
  expect(shut).toHaveBeenCalledOnce();
});

test("in a browser that knows no popovers Escape shuts it, too", async () => {
  const { over, within, shut } = await shown();
  expect("showPopover" in over).toBe(false);
  press(within.activeElement!, "Escape");
  expect(shut).toHaveBeenCalledOnce();
});
