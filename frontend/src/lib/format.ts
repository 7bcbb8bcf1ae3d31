import type { Locale } from "../ha";

/** Locales that write numbers in the ways that Home Assistant lets a person choose. */
const NUMBERS: Record<string, string[] | undefined> = {
  comma_decimal: ["en-US", "en"],
  decimal_comma: ["de", "es", "it"],
  space_comma: ["fr", "sv", "cs"],
  quote_decimal: ["de-CH"],
};
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** Monday, 1 January 2024, from which the names of weekdays are taken. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/**
 * Writes numbers, days and moments as the person's locale wants, in Home Assistant's time zone.
 *
 * The words among them are of the language that is spoken around them, which may be another than
 * the person's: there are not texts of every language.
 */
export class Format {
  readonly #numbers: string[] | undefined;
  readonly #grouping: boolean;
  readonly #made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
  #hour12: boolean | undefined;
  #firstWeekday: number | undefined;

  constructor(
    private readonly locale: Locale,
    readonly timeZone: string,
    private readonly spoken = locale.language,
  ) {
    const wanted = locale.number_format ?? "language";
    this.#numbers = wanted === "system" ? undefined : (NUMBERS[wanted] ?? [locale.language]);
    this.#grouping = wanted !== "none";
  }

  /** Whether a day has twice twelve hours; found out when it is asked, as each way of writing is. */
  get hour12(): boolean {
    return (this.#hour12 ??= isHour12(this.locale));
  }

  /** The first day of a week: 0 is Monday. */
  get firstWeekday(): number {
    return (this.#firstWeekday ??= firstWeekday(this.locale));
  }

  number(value: number, digits = 0): string {
    return this.#number(`n${digits}`, { maximumFractionDigits: digits }).format(value);
  }

  percent(share: number): string {
    const digits = share > 0 && share < 0.01 ? 1 : 0;
    return this.#number(`p${digits}`, { style: "percent", maximumFractionDigits: digits }).format(share);
  }

  /** Writes a relative change with its sign. */
  change(change: number): string {
    const options: Intl.NumberFormatOptions = { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" };
    return this.#number("change", options).format(change);
  }

  /** Writes seconds as hours and minutes; from a day on as hours alone. */
  duration(seconds: number, unitDisplay: "short" | "long" = "short"): string {
    const minutes = Math.round(seconds / 60);
    const unit = (value: number, name: string) => this.#unit(value, { style: "unit", unit: name, unitDisplay, useGrouping: false });
    if (minutes < 60) return unit(minutes, "minute");
    if (minutes >= 1440) return unit(Math.round(minutes / 60), "hour");
    const rest = minutes % 60;
    return unit(Math.floor(minutes / 60), "hour") + (rest ? ` ${unit(rest, "minute")}` : "");
  }

  time(epoch: number): string {
    const hour: Intl.DateTimeFormatOptions = this.hour12
      ? { hour: "numeric", hourCycle: "h12" }
      : { hour: "2-digit", hourCycle: "h23" };
    return this.#moment("time", { minute: "2-digit", ...hour }, epoch);
  }

  date(epoch: number): string {
    return this.#moment("date", { dateStyle: "medium" }, epoch);
  }

  /** Writes a moment as briefly as it can be understood at another: the time alone on one day. */
  moment(epoch: number, now = Date.now() / 1000): string {
    if (this.dayOf(epoch) === this.dayOf(now)) return this.time(epoch);
    return `${this.#moment("short", { weekday: "short", day: "numeric", month: "short" }, epoch)}, ${this.time(epoch)}`;
  }

  /** Writes a day, which is an ISO date. */
  day(iso: string, style: "long" | "short" | "brief" | "month" | "year" = "long"): string {
    const options: Record<typeof style, Intl.DateTimeFormatOptions> = {
      long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
      short: { day: "numeric", month: "short", year: "numeric" },
      brief: { day: "numeric", month: "short" },
      month: { month: "short" },
      year: { month: "short", year: "numeric" },
    };
    return this.#calendar(`d${style}`, options[style]).format(dateOf(iso));
  }

  /** Names a weekday; 0 is Monday. */
  weekday(day: number, style: "long" | "short" | "narrow" = "long"): string {
    return this.#calendar(`w${style}`, { weekday: style }).format(A_MONDAY + day * DAY);
  }

  /** Names an hour of the day, 0 to 23; with a fraction its minutes. */
  hour(hour: number): string {
    const options: Intl.DateTimeFormatOptions = this.hour12
      ? { hour: "numeric", minute: hour % 1 ? "2-digit" : undefined, hour12: true }
      : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    return this.#calendar(`h${options.minute}`, options).format(A_MONDAY + hour * 3_600_000);
  }

  /** Names the local day of a moment: an ISO date. */
  dayOf(epoch: number): string {
    const made = this.#make("iso", () => {
      const options: Intl.DateTimeFormatOptions = { timeZone: this.timeZone, year: "numeric", month: "2-digit", day: "2-digit" };
      return new Intl.DateTimeFormat("en-CA", options);
    });
    return made.format(epoch * 1000);
  }

  /** Words are of the language that is spoken, figures as the person writes them. */
  #unit(value: number, options: Intl.NumberFormatOptions): string {
    const made = this.#make(`${options.unitDisplay} ${options.unit}`, () => new Intl.NumberFormat(this.spoken, options));
    return made.formatToParts(value).map(({ type, value: part }) => (type === "integer" ? this.number(value) : part)).join("");
  }

  #number(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.#make(key, () => new Intl.NumberFormat(this.#numbers, { useGrouping: this.#grouping, ...options }));
  }

  #moment(key: string, options: Intl.DateTimeFormatOptions, epoch: number): string {
    const make = () => new Intl.DateTimeFormat(this.spoken, { timeZone: this.timeZone, ...options });
    return this.#make(key, make).format(epoch * 1000);
  }

  /** Dates of the calendar are kept as midnights of UTC. */
  #calendar(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return this.#make(key, () => new Intl.DateTimeFormat(this.spoken, { timeZone: "UTC", ...options }));
  }

  #make<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
    let made = this.#made.get(key) as T | undefined;
    if (!made) this.#made.set(key, (made = make()));
    return made;
  }
}

/** Gives the midnight of UTC that stands for an ISO date. */
export function dateOf(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

/** Writes a date of the calendar as ISO. */
export function isoOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function isHour12({ time_format: wanted, language }: Locale): boolean {
  if (wanted === "12" || wanted === "24") return wanted === "12";
  const locale = wanted === "system" ? undefined : language;
  return new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 ?? false;
}

function firstWeekday({ first_weekday: wanted, language }: Locale): number {
  const named = WEEKDAYS.indexOf(wanted ?? "");
  if (named >= 0) return named;
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) - 1;
}
