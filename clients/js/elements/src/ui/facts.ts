import { html, nothing, type TemplateResult } from "lit";

/** Small print in one line: each part keeps its own direction of writing. */
export function facts(...parts: readonly (string | TemplateResult | false | null | undefined)[]): TemplateResult {
  const shown = parts.filter(Boolean);
  return html`<p class="facts soft small">
    ${shown.map((part, place) => html`${place ? " · " : nothing}<bdi>${part}</bdi>`)}
  </p>`;
}
