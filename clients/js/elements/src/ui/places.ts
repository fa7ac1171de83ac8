import { css, html, type TemplateResult } from "lit";

/** More than these are drawn as a bar. */
const MOST = 120;

export const placesStyles = css`
  .places {
    display: flex;
    flex-wrap: wrap;
    gap: 5px;
  }
  .places i {
    inline-size: 1.1rem;
    block-size: 1.1rem;
    border-radius: 0.35rem 0.35rem 0.2rem 0.2rem;
    border: 1.5px solid var(--field);
  }
  .places i.taken {
    background: var(--accent);
    border-color: var(--accent);
  }
  .places.many {
    flex-wrap: nowrap;
    gap: 0;
    block-size: 0.8rem;
    border-radius: 99px;
    overflow: hidden;
    background: var(--line);
  }
  .places.many i {
    block-size: 100%;
    border: 0;
    border-radius: 0;
    flex: 0 0 0;
  }
`;

/** Seats as a row of places, those in use first. */
export function places(label: string, taken: number, all: number): TemplateResult {
  if (all > MOST) {
    return html`<div class="places many" part="places" role="img" aria-label=${label}>
      <i class="taken" .style=${`flex-grow:${taken}`}></i><i .style=${`flex-grow:${all - taken}`}></i>
    </div>`;
  }
  return html`<div class="places" part="places" role="img" aria-label=${label}>
    ${Array.from({ length: all }, (_, place) => html`<i class=${place < taken ? "taken" : ""}></i>`)}
  </div>`;
}
