import { css, html, nothing, type TemplateResult } from "lit";
import type { Home } from "../lib/home";
import type { ImportReport } from "../standings";

/** Says what a file holds: how much of it is new, known or left out, and why. */
export function importReport(home: Home, report: ImportReport): TemplateResult {
  const number = (value: number) => home.format.number(value);
  const date = (iso: string) => home.format.date(Date.parse(iso) / 1000);
  const left = Object.entries({ ...report.refused, not_stored: report.not_stored }).filter(([, count]) => count);
  const facts: [string, string][] = [
    [home.say("import_new"), number(report.stored)],
    [home.say("import_known"), number(report.duplicates)],
    [home.say("import_completed"), number(report.completed)],
    [home.say("import_refused"), number(left.reduce((sum, [, count]) => sum + count, 0))],
  ];
  return html`
    ${report.first_played_at && report.last_played_at
      ? html`<p>${home.say("import_span", { first: date(report.first_played_at), last: date(report.last_played_at) })}</p>`
      : nothing}
    <dl>${facts.map(([name, value]) => html`<div><dt class="small soft">${name}</dt><dd class="number">${value}</dd></div>`)}</dl>
    ${left.length
      ? html`<ul class="small soft">
          ${left.map(([reason, count]) => html`<li>${home.words.of("refused", reason)}: ${number(count)}${report.examples[reason]?.length ? ` (${report.examples[reason]![0]})` : ""}</li>`)}
        </ul>`
      : nothing}
  `;
}

export const importReportStyles = css`
  dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(110px, 1fr)); gap: 12px; }
  dd { font-size: 22px; line-height: 30px; font-weight: 500; }
`;
