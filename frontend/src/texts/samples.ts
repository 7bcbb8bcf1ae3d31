/** The names in samples of cards; they are seen in the picker of cards only, and loaded there. */
const en = {
  artists: "Artist {number}",
  albums: "Album {number}",
  tracks: "Track {number}",
  room: "A room",
  service: "Service {number}",
};

const de: typeof en = {
  artists: "Künstler {number}",
  albums: "Album {number}",
  tracks: "Titel {number}",
  room: "Ein Raum",
  service: "Dienst {number}",
};

export type SampleTexts = typeof en;
export const sampleTexts: Record<string, SampleTexts> & { en: SampleTexts } = { en, de };
