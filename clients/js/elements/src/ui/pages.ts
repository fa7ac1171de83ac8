import { html, nothing, type ReactiveController, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { UsherElement } from "../element.js";
import { button } from "./button.js";
import { skeleton } from "./states.js";

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A list in pages: what to ask for, its rows, and buttons to turn it. `reset` when the list is another one. */
export class Pages implements ReactiveController {
  #cursors: readonly string[] = [];
  #shown: Page<unknown>["pageInfo"] | undefined;
  /** Whether what is shown is still the page before the one that was asked for. */
  #isTurning = false;

  #group: string | undefined;
  readonly #host: UsherElement;
  readonly #size: number;
  constructor(host: UsherElement, size = 25) {
    this.#host = host;
    this.#size = size;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.group !== this.#group) this.#cursors = [];
    this.#group = this.#host.group;
  }

  get variables(): { first: number; after: string | null } {
    return { first: this.#size, after: this.#cursors.at(-1) ?? null };
  }

  reset(): void {
    this.#turn([]);
  }

  /**
   * @param none What is shown where there is nothing.
   * @param name What the list shows, where a screen has several.
   */
  render<Node extends { readonly id: string }>(
    { nodes, pageInfo }: Page<Node>,
    row: (node: Node) => unknown,
    none: unknown,
    name = "",
  ): TemplateResult {
    if (pageInfo !== this.#shown) this.#isTurning = false;
    this.#shown = pageInfo;
    if (nodes.length) {
      return html`<ul class="rows" part="list" aria-busy=${this.#isTurning} tabindex="-1" data-home>
          ${repeat(nodes, ({ id }) => id, row)}
        </ul>
        ${this.#buttons(pageInfo, name)}`;
    }
    if (!this.#cursors.length) return html`${none}`;
    // The last row of the last page has gone.
    if (!this.#isTurning) queueMicrotask(() => this.#turn(this.#cursors.slice(0, -1)));
    return skeleton(this.#host.t("state.loading"));
  }

  #buttons({ hasNextPage, endCursor }: Page<unknown>["pageInfo"], name: string): TemplateResult | typeof nothing {
    const { t } = this.#host;
    const page = this.#cursors.length;
    if (!page && !hasNextPage) return nothing;
    return html`<nav class="bar" part="pages" aria-label=${[t("list.pages"), name].filter(Boolean).join(": ")}>
      ${button(t("list.previous"), () => this.#turn(this.#cursors.slice(0, -1)), { disabled: !page })}
      <span class="soft" role="status">${t("list.page", { number: page + 1 })}</span>
      ${button(t("list.next"), () => endCursor && this.#turn([...this.#cursors, endCursor]), {
        disabled: !hasNextPage,
        busy: this.#isTurning,
      })}
    </nav>`;
  }

  #turn(cursors: readonly string[]): void {
    this.#cursors = cursors;
    this.#isTurning = true;
    this.#host.requestUpdate();
  }
}
