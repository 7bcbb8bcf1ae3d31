import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { NotCounted } from "../standings";
import type { Refusal } from "../ha";
import { beside } from "../lib/apart";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import { avatar } from "./avatar";
import { notice, refused } from "./notice";
import { bones } from "./skeleton";

const MOST = 100;

/** What played and was not counted, and why. */
export class Refusals extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    day: {},
    room: {},
    told: { state: true },
  };

  declare day: string | undefined;
  declare room: string | undefined;
  declare protected told: NotCounted | Refusal | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("day") || changed.has("room") || changed.has("home")) void this.#fetch();
  }

  override render(): TemplateResult | typeof nothing {
    const { home, told } = this;
    if (!home) return nothing;
    if (!told) return html`${bones(6, 56)}`;
    if ("code" in told) return refused(home, told, () => void this.#fetch());
    if (!told.not_counted.length) return notice("mdi:check-circle-outline", home.say("nothing_refused"), home.say("nothing_refused_text"));
    return html`
      <p class="soft">${home.say("not_counted_text")}</p>
      <ul>
        ${told.not_counted.map(
          (one) => html`
            <li>
              <time class="soft small number">${home.format.moment(Date.parse(one.at) / 1000)}</time>
              ${avatar(one.artist ?? one.title ?? "?", 40, "square")}
              <span class="two">
                <b class="cut">${one.title ?? home.say("untitled")}</b>
                <span class="small soft cut beside">${beside(one.artist, one.room)}</span>
              </span>
              <span class="why small">${home.words.of("reason", one.reason)}</span>
            </li>
          `,
        )}
      </ul>
    `;
  }

  async #fetch(): Promise<void> {
    const { day, room } = this;
    const asked = { limit: MOST, ...(day && { day }), ...(room && { room }) };
    const told = await this.home?.act<NotCounted>("get_not_counted", asked).catch((refusal: Refusal) => refusal);
    if (day === this.day && room === this.room) this.told = told;
  }

  static override styles = [
    shared,
    css`
      :host { display: block; }
      li { display: flex; align-items: center; gap: 12px; min-height: 56px; min-width: 0; }
      time { flex: none; width: 130px; }
      .two { flex: 1; min-width: 0; display: grid; }
      .two b { font-weight: 500; }
      .why { padding: 4px 10px; border-radius: 12px; background: var(--mild); text-align: var(--end); }
      @container panel (max-width: 600px) {
        time { width: 74px; }
        .why { max-width: 40%; }
      }
    `,
  ];
}

define("spindle-refusals", Refusals);
