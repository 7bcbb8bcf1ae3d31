import { expect, test } from "vitest";
import { addressOf, placeOf } from "../src/lib/place";

test("an address leads back to its place", () => {
  const address = addressOf("top", { kind: "albums", q: "a & b", open: undefined, offset: "" });
  expect(address).toBe("/listening/top?kind=albums&q=a+%26+b");
  const [pathname = "", search = ""] = address.split("?");
  const place = placeOf({ pathname, search: `?${search}` });
  expect(place.page).toBe("top");
  expect(place.query.get("q")).toBe("a & b");
});

test("without a page it is the first", () => {
  expect(placeOf({ pathname: "/listening", search: "" }).page).toBe("overview");
  expect(addressOf("overview")).toBe("/listening");
});
