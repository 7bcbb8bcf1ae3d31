import "../kit";
import { CalendarCard } from "../cards/calendar";
import { ClockCard } from "../cards/clock";
import { RecentCard } from "../cards/recent";
import { ServicesCard } from "../cards/services";
import { TopCard } from "../cards/top";
import { define } from "../lib/define";

interface Described {
  type: string;
  name: string;
  description: string;
  preview: boolean;
  documentationURL: string;
}

const CARDS: [tag: string, card: CustomElementConstructor, name: string, description: string][] = [
  ["spindle-recent-card", RecentCard, "Spindle: now playing", "What plays, with the moment at which it counts, and what was heard just now."],
  ["spindle-top-card", TopCard, "Spindle: top list", "The most played artists, albums or tracks of a period."],
  ["spindle-clock-card", ClockCard, "Spindle: the week as a record", "At which hours of the week there is music."],
  ["spindle-calendar-card", CalendarCard, "Spindle: the year", "How much was played, day by day."],
  ["spindle-services-card", ServicesCard, "Spindle: queues and limits", "How recording and the outside services stand, and what is left to ask."],
];

const page = window as unknown as { customCards?: Described[] };
page.customCards ??= [];
for (const [tag, card, name, description] of CARDS) {
  define(tag, card);
  if (page.customCards.some((known) => known.type === tag)) continue;
  const documentationURL = "https://github.com/spindle-ha/spindle#cards";
  page.customCards.push({ type: tag, name, description, preview: true, documentationURL });
}
