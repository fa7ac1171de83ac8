import { css, html, nothing, type PropertyDeclarations } from "lit";
import {
  UsherBatch,
  UsherBatchProgress,
  type UsherBatchQuery,
  type UsherBatchQueryVariables,
} from "./batch.documents.js";
import { define, UsherElement } from "./element.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";

/**
 * How far the mails of a batch of invitations have got.
 *
 * @csspart bar
 */
export class Batch extends UsherElement {
  static override properties: PropertyDeclarations = { batch: {} };
  static override styles = [
    theme,
    css`
      .meter {
        display: flex;
        gap: 2px;
        block-size: 0.6rem;
        border-radius: 99px;
        overflow: hidden;
        background: var(--line);
        margin-block-start: 0.5rem;
      }
      .meter i {
        background: var(--accent);
        transition: flex-grow 0.25s;
        flex: 0 0 0;
      }
      .meter i.failed {
        background: var(--bad);
      }
      .meter i.left {
        background: none;
      }
    `,
  ];

  /** The ID of the batch. */
  declare batch: string | undefined;
  readonly #screen = new Screen<UsherBatchQuery, UsherBatchQueryVariables>(
    this,
    () =>
      this.batch
        ? {
            document: UsherBatch,
            variables: { id: this.batch },
            streams: [{ document: UsherBatchProgress, variables: { id: this.batch } }],
          }
        : undefined,
    ({ node }) => node,
  );

  override render() {
    return this.#screen.render(({ node }) => {
      if (!node || !("total" in node)) return nothing;
      const { total, sent, failed, remaining } = node;
      const text = [
        this.t("batch.sent", { count: sent, total }),
        failed ? this.t("batch.failed", { count: failed }) : "",
      ].filter(Boolean);
      return html`<p class="small" role="status">${text.join(" · ")}</p>
        <div
          class="meter"
          part="bar"
          role="progressbar"
          aria-label=${this.t("batch.name")}
          aria-valuemin="0"
          aria-valuemax=${total}
          aria-valuenow=${total - remaining}
        >
          <i .style=${`flex-grow:${sent}`}></i><i class="failed" .style=${`flex-grow:${failed}`}></i
          ><i class="left" .style=${`flex-grow:${remaining}`}></i>
        </div>`;
    });
  }
}
define("usher-batch", Batch);
