import { css, html, type TemplateResult } from "lit";
import { Card, type Drawn } from "./card";

/** A card that is one chart, whose file is loaded when it is needed. */
export abstract class ChartCard<Told> extends Card<Told> {
  static override properties = { ...Card.properties, isLoaded: { state: true } };

  declare protected isLoaded: boolean;

  protected abstract load(): Promise<unknown>;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load().then(() => (this.isLoaded = true));
  }

  protected override aside = () => html`<span class="icon"></span>`;

  /** The chart's own heading, and the line that it reads. */
  protected override waiting(): TemplateResult {
    return html`<div class="chart">${this.head()}<p class="read"></p>${this.skeleton()}</div>`;
  }

  protected drawn(chart: () => Drawn): Drawn {
    return this.isLoaded ? chart() : this.waiting();
  }

  static override styles = [
    Card.styles,
    css`
      .chart { container-type: inline-size; }
      .chart .head { margin-bottom: 0; }
      .read { height: 20px; margin-bottom: 12px; }
    `,
  ];
}
