import { css, html, nothing, type TemplateResult } from "lit";
import { define } from "../lib/define";
import { shared, SpindleElement } from "../lib/element";
import type { Home } from "../lib/home";
import type { Over } from "./over";
import "./over";

/** What is about to be done, in words, before it is done. */
export interface Question {
  title: string;
  text: string;
  examples?: string[];
  /** The word on the button that does it. */
  yes: string;
  run: () => Promise<void>;
}

/** Asks what an action would come to; where that cannot be told, gives the question that says why. */
export async function rehearse<T extends object>(home: Home, action: string, data: Record<string, unknown>): Promise<T | Question> {
  try {
    return await home.act<T>(action, { ...data, dry_run: true });
  } catch (error) {
    const text = (error as Error).message;
    return { title: home.say("not_possible"), text, yes: home.say("close"), run: () => Promise.resolve() };
  }
}

/** Asks once more before something is changed; says why when it could not be. */
export class Confirm extends SpindleElement {
  static override properties = {
    ...SpindleElement.properties,
    question: { attribute: false },
    isBusy: { state: true },
    error: { state: true },
  };

  /** Undefined while nothing is asked. */
  declare question: Question | undefined;
  declare protected isBusy: boolean;
  declare protected error: string | undefined;

  override render(): TemplateResult | typeof nothing {
    const { home, question } = this;
    if (!home || !question) return nothing;
    return html`
      <spindle-over aria-labelledby="title" @spindle-shut=${this.#closed}>
        <div class="card">
          <h2 id="title">${question.title}</h2>
          <p class="soft">${question.text}</p>
          ${question.examples?.length ? html`<ul>${question.examples.map((one) => html`<li class="small cut">${one}</li>`)}</ul>` : nothing}
          ${this.error ? html`<p class="danger" role="alert">${this.error}</p>` : nothing}
          <div class="row">
            <button class="chip" @click=${this.#shut}>${home.say("cancel")}</button>
            <button class="chip strong" ?disabled=${this.isBusy} @click=${this.#run}>${question.yes}</button>
          </div>
        </div>
      </spindle-over>
    `;
  }

  #run = async (): Promise<void> => {
    this.isBusy = true;
    this.error = undefined;
    try {
      await this.question?.run();
      this.#shut();
    } catch (error) {
      this.error = (error as Error).message || this.home!.say("no_answer_text");
    }
    this.isBusy = false;
  };

  #shut = (): void => this.renderRoot.querySelector<Over>("spindle-over")?.shut();

  #closed(): void {
    this.error = undefined;
    this.question = undefined;
    this.tell("spindle-answered", undefined);
  }

  static override styles = [
    shared,
    css`
      .card { place-self: center; width: min(92vw, 440px); max-height: 92%; overflow-y: auto; display: grid; gap: 12px; padding: 24px; border: 0; border-radius: 20px; box-shadow: 0 8px 40px rgb(0 0 0 / 30%); }
      ul { padding: 8px 12px; border-radius: 10px; background: var(--mild); display: grid; gap: 2px; }
      .row { justify-content: flex-end; margin-top: 8px; }
    `,
  ];
}

define("spindle-confirm", Confirm);
