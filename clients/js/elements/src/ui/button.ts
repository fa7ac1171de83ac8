import { html, nothing, type TemplateResult } from "lit";

export interface ButtonOptions {
  /** `first` for the one main action of a place; `plain` and `danger` may be joined: `plain danger`. */
  kind?: string;
  busy?: boolean;
  disabled?: boolean;
  /** The whole name, where the text on the button is not enough beside others like it. */
  name?: string;
  part?: string;
  submit?: boolean;
}

/**
 * A button that keeps the focus while it is busy, and does nothing meanwhile. The second press of a double click does
 * nothing either: what it would act on may have come to this place only since the first, as the next row of a list.
 */
export function button(label: unknown, click: () => unknown, options: ButtonOptions = {}): TemplateResult {
  const { kind = "", busy = false, disabled = false, name, part = "button", submit = false } = options;
  const isOff = busy || disabled;
  return html`<button
    type=${submit ? "submit" : "button"}
    class=${kind}
    part=${part}
    aria-label=${name ?? nothing}
    aria-busy=${busy ? "true" : nothing}
    aria-disabled=${isOff ? "true" : nothing}
    @click=${(event: MouseEvent) => {
      if (isOff || event.detail > 1) event.preventDefault();
      else void click();
    }}
  >
    <span>${label}</span>
  </button>`;
}
