import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface ChoiceOptions {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly choose: (isOn: boolean) => unknown;
}

/** A box to tick, with what it means. */
export function tick({ label, hint, isOn, choose }: ChoiceOptions): TemplateResult {
  return html`<label class="choice">
    <input
      type="checkbox"
      .checked=${live(isOn)}
      @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
    />
    ${meaning(label, hint)}
  </label>`;
}

export interface ChoicesOptions<Value extends string> {
  readonly name: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly choose: (value: Value) => unknown;
  readonly label: (value: Value) => string;
  readonly hint: (value: Value) => string;
  readonly isBusy?: boolean;
}

/** One of several, each with what it means. */
export function choices<Value extends string>(options: ChoicesOptions<Value>): TemplateResult {
  const { name, values, chosen, choose, label, hint, isBusy = false } = options;
  return html`<fieldset aria-busy=${isBusy ? "true" : nothing}>
    <legend>${name}</legend>
    ${values.map(
      (value) =>
        html`<label class="choice">
          <input type="radio" name="choice" .checked=${live(value === chosen)} @change=${() => choose(value)} />
          ${meaning(label(value), hint(value))}
        </label>`,
    )}
  </fieldset>`;
}

function meaning(label: string, hint?: string): TemplateResult {
  return html`<span>${label}${hint ? html`<span class="hint">${hint}</span>` : nothing}</span>`;
}
