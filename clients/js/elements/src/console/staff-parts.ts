import { css, html, type TemplateResult } from "lit";
import type { UsherElement } from "../element.js";
import { frame } from "./frame.js";

export const staffStyles = [
  frame,
  css`
    :host {
      min-block-size: 0;
    }
    .back {
      margin-block-end: 0.4rem;
    }
    ul.will {
      list-style: disc;
      padding-inline-start: 1.2rem;
      display: grid;
      gap: 0.4rem;
    }
  `,
];

/** What is shown where nothing is, or nothing that the viewer may see. */
export function notThere(host: UsherElement): TemplateResult {
  return html`<p>${host.t("error.NOT_FOUND")}</p>
    <p><a href=${host.page()}>${host.t("console.home")}</a></p>`;
}

/** What will happen, line by line. */
export function consequences(lines: readonly string[]): TemplateResult {
  return html`<ul class="will">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`;
}

/** A whole number as it was typed; null if nothing was, undefined if it is something else. */
export function wholeNumber(text: string): number | null | undefined {
  const typed = text.trim();
  if (!typed) return null;
  return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
}
