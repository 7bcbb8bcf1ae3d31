/** Characters of an answer that is worth keeping. */
const LONGEST = 40_000;
const MOST = 4;

/** The latest answers of this tab, for the first moment of the next visit. */
export class Kept {
  constructor(
    private readonly name: string,
    private readonly storage: Storage | undefined = globalThis.sessionStorage,
  ) {}

  read(key: string): unknown {
    return this.#all().find(([known]) => known === key)?.[1];
  }

  write(key: string, value: unknown): void {
    const others = this.#all().filter(([known]) => known !== key);
    try {
      if (JSON.stringify(value).length > LONGEST) return;
      this.storage?.setItem(this.name, JSON.stringify([[key, value], ...others].slice(0, MOST)));
    } catch {
      // No room, or no permission: the next visit begins with a skeleton.
    }
  }

  #all(): [string, unknown][] {
    try {
      return JSON.parse(this.storage?.getItem(this.name) ?? "[]") as [string, unknown][];
    } catch {
      return [];
    }
  }
}
