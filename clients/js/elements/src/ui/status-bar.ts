import { css, html, type TemplateResult } from "lit";
import type { UsherElement } from "../element.js";

const STATUSES = ["ACCEPTED", "PENDING", "DECLINED", "EXPIRED", "CANCELLED"] as const;
export type Status = (typeof STATUSES)[number];
type Counts = Readonly<Record<Lowercase<Status> | "total", number>>;

export const statusBarStyles = css`
  .states {
    display: grid;
    gap: 0.75rem;
  }
  .states > .parts {
    display: flex;
    gap: 2px;
    block-size: 0.75rem;
    border-radius: 99px;
    overflow: hidden;
    background: var(--line);
  }
  .states .parts i {
    flex: 0 0 0;
    transition: flex-grow 0.25s;
  }
  .states .ACCEPTED {
    --state: light-dark(#1d7a4f, #5cc48f);
  }
  .states .PENDING {
    --state: light-dark(#2f6fb0, #7ab4ec);
  }
  .states .DECLINED {
    --state: light-dark(#b4483c, #ef8d80);
  }
  .states .EXPIRED {
    --state: light-dark(#b98a1d, #e0b95c);
  }
  .states .CANCELLED {
    --state: light-dark(#8a9591, #77837f);
  }
  .states i {
    background: var(--state);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }
  .legend button {
    color: inherit;
    font-weight: 500;
    min-block-size: 2.1rem;
    padding: 0.15rem 0.7rem;
    border-color: var(--line);
    border-radius: 99px;
  }
  .legend button[aria-pressed="true"] {
    background: var(--tint);
    border-color: var(--accent);
  }
  @container (max-width: 34rem) {
    .legend {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
      /* Room for the outline of what has the focus. */
      margin: -5px;
      padding: 5px;
    }
    .legend button {
      flex: none;
    }
  }
  .legend i {
    inline-size: 0.65rem;
    block-size: 0.65rem;
    border-radius: 50%;
  }
`;

/** The states of a group's invitations as one bar, with a legend whose entries filter. */
export function statusBar(
  { t }: UsherElement,
  counts: Counts,
  chosen: Status | "",
  choose: (status: Status | "") => void,
): TemplateResult {
  const count = (status: Status): number => counts[status.toLowerCase() as Lowercase<Status>];
  return html`<div class="states" part="bar">
    <div class="parts" aria-hidden="true">
      ${STATUSES.map((status) => html`<i class=${status} .style=${`flex-grow:${count(status)}`}></i>`)}
    </div>
    <div class="legend" role="group" aria-label=${t("sent.filter")}>
      <button type="button" aria-pressed=${!chosen} @click=${() => choose("")}>
        ${t("sent.all")} <b class="number">${t.number(counts.total)}</b>
      </button>
      ${STATUSES.map(
        (status) =>
          html`<button
            type="button"
            aria-pressed=${status === chosen}
            @click=${() => choose(status === chosen ? "" : status)}
          >
            <i class=${status}></i>${t(`status.${status}`)} <b class="number">${t.number(count(status))}</b>
          </button>`,
      )}
    </div>
  </div>`;
}
