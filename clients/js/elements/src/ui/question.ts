import { html, type TemplateResult } from "lit";
import type { UsherElement } from "../element.js";
import { button } from "./button.js";
import { dialog } from "./dialog.js";

export interface Asked {
  readonly heading: string;
  readonly text: unknown;
  readonly yes: string;
  readonly act: () => unknown;
  /** Whether nothing is lost by it. */
  readonly isHarmless?: boolean;
}

/** The question before something that cannot be taken back. */
export function question({ t }: UsherElement, asked: Asked | undefined, close: () => void): TemplateResult {
  const yes = (): void => {
    close();
    void asked?.act();
  };
  return dialog(
    { isOpen: asked !== undefined, heading: asked?.heading ?? "", close },
    html`<div class="stack">
      <div>${asked?.text}</div>
      <div class="bar">
        ${button(asked?.yes, yes, { kind: asked?.isHarmless ? "first" : "danger" })}
        ${button(t("action.cancel"), close, { kind: "plain" })}
      </div>
    </div>`,
  );
}
