import { html, nothing, type TemplateResult } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

export interface FieldOptions {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What has to be mended here. */
  readonly problem?: string | undefined;
  /** The input, with the attributes that tie it to its hint and its problem. */
  readonly control: (attributes: unknown) => TemplateResult;
}

/** A labelled input with its hint, and with what has to be mended. */
export function field({ id, label, hint, problem, control }: FieldOptions): TemplateResult {
  const described = [hint && `${id}-hint`, problem && `${id}-mend`].filter(Boolean).join(" ");
  return html`<div class="field" part="field">
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${control(describe(described, Boolean(problem)))}
    ${problem ? html`<p class="mend" id="${id}-mend" role="alert">${problem}</p>` : nothing}
  </div>`;
}

class Describe extends Directive {
  override render(_described: string, _isWrong: boolean): unknown {
    return nothing;
  }

  override update({ element }: ElementPart, [described, isWrong]: [string, boolean]): unknown {
    if (described) element.setAttribute("aria-describedby", described);
    else element.removeAttribute("aria-describedby");
    element.setAttribute("aria-invalid", String(isWrong));
    return nothing;
  }
}
const describe = directive(Describe);

/** Something to be mended, and the field that it is about. */
export interface FieldError {
  readonly path?: readonly string[];
  readonly message: string;
}

/** What is to be mended, by the field it is about; what is about none goes to `other`. */
export function byField(errors: readonly FieldError[], other: string): Readonly<Record<string, string>> {
  return Object.fromEntries(errors.map(({ path, message }) => [path?.[0] ?? other, message]));
}
