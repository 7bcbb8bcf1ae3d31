/** What cards say before the texts of a language can have been loaded: at once, in every language. */
const en = {
  recent: "Spindle: now playing",
  recent_text: "What plays, with the moment at which it counts, and what was heard just now.",
  top: "Spindle: top list",
  top_text: "The most played artists, albums or tracks of a period.",
  clock: "Spindle: the week as a record",
  clock_text: "At which hours of the week there is music.",
  calendar: "Spindle: calendar",
  calendar_text: "How much was played, day by day.",
  services: "Spindle: queues and limits",
  services_text: "How recording and the outside services stand, and what is left to ask.",
  wrong: "{setting} must be one of: {choices}",
};

const de: typeof en = {
  recent: "Spindle: Läuft gerade",
  recent_text: "Was läuft, ab wann es zählt, und was eben gehört wurde.",
  top: "Spindle: Bestenliste",
  top_text: "Die meistgehörten Künstler, Alben oder Titel eines Zeitraums.",
  clock: "Spindle: Die Woche als Schallplatte",
  clock_text: "Zu welchen Stunden der Woche Musik läuft.",
  calendar: "Spindle: Kalender",
  calendar_text: "Wie viel gespielt wurde, Tag für Tag.",
  services: "Spindle: Schlangen und Grenzen",
  services_text: "Wie es um die Aufzeichnung und die Dienste draußen steht, und was noch zu fragen ist.",
  wrong: "{setting} muss eins davon sein: {choices}",
};

export type CardTexts = typeof en;
export const cardTexts: Record<string, CardTexts> & { en: CardTexts } = { en, de };
