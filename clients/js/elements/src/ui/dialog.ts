import { css, html, nothing, type TemplateResult } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

export const dialogStyles = css`
  dialog {
    border: 1px solid var(--line);
    border-radius: 16px;
    padding: clamp(1.1rem, 5vw, 1.75rem);
    inline-size: min(30rem, 100vw - 1.5rem);
    max-inline-size: none;
    max-block-size: calc(100dvh - 2rem);
    background: var(--card);
    color: inherit;
    font: inherit;
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(10 20 18 / 45%);
  }
  dialog > h2 {
    margin-block-end: 0.75rem;
    font-size: 1.2rem;
  }
`;

export interface DialogOptions {
  readonly isOpen: boolean;
  readonly heading: string;
  /** Called when the reader has closed it: with Escape, or with a press beside it. */
  readonly close: () => void;
}

/** A question or a form over the page. */
export function dialog({ isOpen, heading, close }: DialogOptions, content: unknown): TemplateResult {
  const pressed = (event: MouseEvent): void => {
    const isSecond = event.detail > 1; // of the double click that opened it
    if (!isSecond && event.composedPath()[0] === event.currentTarget) close();
  };
  return html`<dialog part="dialog" aria-label=${heading} @close=${close} @click=${pressed} ${shown(isOpen)}>
    ${
      isOpen
        ? html`<h2>${heading}</h2>
            ${content}`
        : nothing
    }
  </dialog>`;
}

class Shown extends Directive {
  override render(_isOpen: boolean): unknown {
    return nothing;
  }

  override update({ element }: ElementPart, [isOpen]: [boolean]): unknown {
    const dialog = element as HTMLDialogElement;
    // After the content is there, so that its first field gets the focus.
    if (isOpen !== dialog.open)
      queueMicrotask(() => (isOpen ? dialog.isConnected && dialog.showModal() : dialog.close()));
    return nothing;
  }
}
const shown = directive(Shown);
