import { html, nothing, type ReactiveController, type TemplateResult } from "lit";
import type { UsherElement } from "../element.js";
import { button } from "./button.js";

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** The pages of a list: what to ask for, and buttons to turn them. `reset` when the list is another one. */
export class Pages implements ReactiveController {
  #cursors: readonly string[] = [];

  readonly #host: UsherElement;
  readonly #size: number;
  constructor(host: UsherElement, size = 25) {
    this.#host = host;
    this.#size = size;
    host.addController(this);
  }

  hostConnected(): void {}

  get variables(): { first: number; after: string | null } {
    return { first: this.#size, after: this.#cursors.at(-1) ?? null };
  }

  reset(): void {
    this.#turn([]);
  }

  render(info: PageInfo, isTurning: boolean): TemplateResult | typeof nothing {
    const { t } = this.#host;
    const { hasNextPage, endCursor } = info;
    const page = this.#cursors.length;
    if (!page && !hasNextPage) return nothing;
    return html`<nav class="bar" part="pages" aria-label=${t("list.pages")}>
      ${button(t("list.previous"), () => this.#turn(this.#cursors.slice(0, -1)), { disabled: !page })}
      <span class="soft" role="status">${t("list.page", { number: page + 1 })}</span>
      ${button(t("list.next"), () => endCursor && this.#turn([...this.#cursors, endCursor]), {
        disabled: !hasNextPage,
        busy: isTurning,
      })}
    </nav>`;
  }

  #turn(cursors: readonly string[]): void {
    this.#cursors = cursors;
    this.#host.requestUpdate();
  }
}
