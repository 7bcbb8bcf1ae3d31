/** Where somebody is in the panel: it all stands in the address, so that it can be linked to. */
export interface Place {
  page: string;
  /** What the page is asked to show. */
  query: URLSearchParams;
}

/** Reads the address. */
export function placeOf({ pathname, search }: Pick<Location, "pathname" | "search">): Place {
  return { page: pathname.split("/")[2] || "overview", query: new URLSearchParams(search) };
}

/** Writes the address of a place; what is undefined or empty is left out. */
export function addressOf(page: string, query: Record<string, string | number | undefined> = {}): string {
  const told = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(told.map(([name, value]) => [name, String(value)])).toString();
  return `/listening${page === "overview" ? "" : `/${page}`}${search ? `?${search}` : ""}`;
}

/** Goes there; with `isStep` the way back leads here again. */
export function go(address: string, isStep = true): void {
  if (isStep) history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: !isStep } }));
}

/** Changes some of what the present page shows. */
export function turnTo(changes: Record<string, string | number | undefined>, isStep = false): void {
  const { page, query } = placeOf(location);
  go(addressOf(page, { ...Object.fromEntries(query), ...changes }), isStep);
}
