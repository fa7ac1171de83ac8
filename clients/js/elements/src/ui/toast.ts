import { css, html, LitElement, nothing } from "lit";
import { languageOf, translator } from "../messages/index.js";
import { tokens } from "../theme.js";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: "good" | "bad";
  readonly url: string | null | undefined;
}

/** How long a message stays, in milliseconds, if no other comes; one that says what failed stays until it is closed. */
const STAYS = 5_000;

/** The page's messages about what was done and what failed, over everything else. */
class Toasts extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        position: fixed;
        inset: auto 1rem 1rem;
        inline-size: auto;
        max-inline-size: 28rem;
        margin-inline: auto;
        padding: 0;
        border: 0;
        background: none;
        overflow: visible;
      }
      p {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        margin: 0.5rem 0 0;
        padding-block: 0.6rem;
        padding-inline: 1rem 0.6rem;
        border-radius: var(--round);
        background: var(--ink);
        color: var(--card);
        box-shadow: var(--shadow);
      }
      p.bad {
        background: var(--bad);
      }
      span {
        flex: 1;
      }
      a {
        color: inherit;
      }
      button {
        font: inherit;
        color: inherit;
        background: none;
        border: 0;
        min-inline-size: 2rem;
        min-block-size: 2rem;
        cursor: pointer;
        border-radius: 6px;
      }
      :focus-visible {
        outline-color: currentColor;
      }
    `,
  ];
  #toasts: readonly Toast[] = [];
  #count = 0;

  show(text: string, kind: Toast["kind"], url: Toast["url"]): void {
    const toast = { id: this.#count++, text, kind, url };
    const failed = this.#toasts.filter((one) => one.kind === "bad" && one.text !== text);
    this.#toasts = [...failed, toast].slice(-3); // on a phone, three would cover what has the focus
    if (kind === "good") setTimeout(() => this.#close(toast), STAYS);
    this.requestUpdate();
    this.hidePopover();
    this.showPopover(); // above a dialog that was opened since
  }

  override render() {
    return html`<div role="status" aria-live="polite">${this.#draw("good")}</div>
      <div role="alert">${this.#draw("bad")}</div>`;
  }

  #draw(kind: Toast["kind"]) {
    return this.#toasts
      .filter((toast) => toast.kind === kind)
      .map(
        (toast) =>
          html`<p class=${kind}>
            <span
              >${toast.text} ${toast.url ? html`<a href=${toast.url}>${new URL(toast.url).host}</a>` : nothing}</span
            >
            <button aria-label=${translator(languageOf(this))("action.close")} @click=${() => this.#close(toast)}>
              ✕
            </button>
          </p>`,
      );
  }

  #close(toast: Toast): void {
    this.#toasts = this.#toasts.filter((one) => one !== toast);
    this.requestUpdate();
  }
}
if (!customElements.get("usher-toasts")) customElements.define("usher-toasts", Toasts);

/** Says something about what was done (good) or failed (bad), wherever the page is scrolled to. */
export function toast(text: string, { kind = "good", url }: Partial<Pick<Toast, "kind" | "url">> = {}): void {
  let toasts = document.querySelector<Toasts>("usher-toasts");
  if (!toasts) {
    toasts = document.createElement("usher-toasts") as Toasts;
    toasts.popover = "manual";
    document.body.append(toasts);
  }
  toasts.show(text, kind, url);
}
