import "../kit";
import { CalendarCard } from "../cards/calendar";
import { ClockCard } from "../cards/clock";
import { RecentCard } from "../cards/recent";
import { ServicesCard } from "../cards/services";
import { spoken } from "../cards/spoken";
import { TopCard } from "../cards/top";
import { define } from "../lib/define";

interface Described {
  type: string;
  readonly name: string;
  readonly description: string;
  preview: boolean;
  documentationURL: string;
}

const CARDS = { recent: RecentCard, top: TopCard, clock: ClockCard, calendar: CalendarCard, services: ServicesCard };

const page = window as unknown as { customCards?: Described[] };
const described = (page.customCards ??= []);
for (const [card, element] of Object.entries(CARDS)) {
  const type = `spindle-${card}-card`;
  const key = card as keyof typeof CARDS;
  define(type, element);
  if (described.some((known) => known.type === type)) continue;
  described.push({
    type,
    // Read when the picker opens, and only then is the language known for sure.
    get name() {
      return spoken(key);
    },
    get description() {
      return spoken(`${key}_text`);
    },
    preview: true,
    documentationURL: "https://github.com/spindle-ha/spindle#cards",
  });
}
