import { apart } from "../lib/apart";
import type { Home } from "../lib/home";
import { rehearse, type Question } from "./confirm";

/** Examples that are shown of what is deleted. */
const FEW = 5;

interface Rehearsed {
  count: number;
  examples: { artist: string; title: string }[];
}

/** Asks whether plays are to be deleted, as a rehearsal knows them; `done` is told when they are. */
export async function deletionOf(home: Home, ids: number[], done: () => void): Promise<Question> {
  const rehearsed = await rehearse<Rehearsed>(home, "delete_scrobbles", { ids });
  if ("yes" in rehearsed) return rehearsed;
  return {
    title: home.say("delete_title", { plays: home.count("plays", rehearsed.count) }),
    text: home.say("delete_text"),
    examples: rehearsed.examples.slice(0, FEW).map(({ artist, title }) => `${apart(artist)} – ${apart(title)}`),
    yes: home.say("delete"),
    run: async () => {
      await home.act("delete_scrobbles", { ids });
      done();
    },
  };
}
