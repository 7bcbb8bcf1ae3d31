import { css, html, nothing, type TemplateResult } from "lit";
import type { Refusal } from "../ha";
import type { HideRule } from "../standings";
import { beside } from "../lib/apart";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import { rehearse, type Question } from "./confirm";
import { notice, refused } from "./notice";
import { bones } from "./skeleton";

/** The rules by which plays are hidden, for administrators, each with the way back. */
export class Hidden extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    told: { state: true },
    question: { state: true },
  };

  declare protected told: { rules: HideRule[] } | Refusal | undefined;
  declare protected question: Question | undefined;

  protected override firstUpdated(): void {
    void this.#fetch();
  }

  override render(): TemplateResult | typeof nothing {
    const { home, told } = this;
    if (!home) return nothing;
    if (!told) return html`${bones(3, 56)}`;
    if ("code" in told) return refused(home, told, () => void this.#fetch());
    if (!told.rules.length) return notice("mdi:eye-outline", home.say("hidden_none"), home.say("hidden_none_text"));
    return html`
      <p class="soft">${home.say("hidden_text")}</p>
      <ul>${told.rules.map((rule) => this.#rule(rule))}</ul>
      <spindle-confirm .home=${home} .question=${this.question} @spindle-answered=${() => (this.question = undefined)}></spindle-confirm>
    `;
  }

  #rule(rule: HideRule): TemplateResult {
    const home = this.home!;
    const since = rule.made_at && home.say("hidden_since", { day: home.format.date(Date.parse(rule.made_at) / 1000) });
    return html`
      <li>
        <span class="two">
          <b class="cut beside">${beside(...this.#parts(rule))}</b>
          <span class="small soft cut beside">${beside(rule.note, since)}</span>
        </span>
        <button class="chip" @click=${() => this.#askToShow(rule)}>${home.say("show_again")}</button>
      </li>
    `;
  }

  /** Names what a play must match, all of it. */
  #parts({ artist, genre, room, start_time: from, end_time: until }: HideRule): string[] {
    const home = this.home!;
    const hour = (time: string) => {
      const [hours = 0, minutes = 0] = time.split(":").map(Number);
      return home.format.hour(hours + minutes / 60);
    };
    return [
      artist ?? "",
      genre ? home.say("hidden_genre", { genre }) : "",
      room ? home.say("hidden_room", { room }) : "",
      from && until ? home.say("hidden_time", { from: hour(from), until: hour(until) }) : "",
    ].filter(Boolean);
  }

  async #askToShow(rule: HideRule): Promise<void> {
    const home = this.home!;
    const asked = { rule: rule.rule };
    const rehearsed = await rehearse<{ count: number }>(home, "unhide", asked);
    this.question = "yes" in rehearsed ? rehearsed : {
      title: home.say("unhide_title", { name: this.#parts(rule).join(", ") }),
      text: home.say("unhide_text", { plays: home.count("plays", rehearsed.count) }),
      yes: home.say("show_again"),
      run: async () => {
        await home.act("unhide", asked);
        await this.#fetch();
      },
    };
  }

  async #fetch(): Promise<void> {
    this.told = await this.home?.act<{ rules: HideRule[] }>("get_hide_rules", {}).catch((refusal: Refusal) => refusal);
  }

  static override styles = [
    shared,
    css`
      :host { display: block; }
      li { display: flex; align-items: center; gap: 12px; min-height: 56px; min-width: 0; }
      .two { flex: 1; min-width: 0; display: grid; }
      .two b { font-weight: 500; }
    `,
  ];
}

define("spindle-hidden", Hidden);
