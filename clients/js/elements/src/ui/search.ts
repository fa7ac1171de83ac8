import { html, type TemplateResult } from "lit";

/** Milliseconds of quiet after which what was typed is looked for. */
const QUIET = 200;

/** A field that looks for what is typed, a moment after the last key. */
export function searchField(label: string, value: string, search: (text: string) => void): TemplateResult {
  let timer: ReturnType<typeof setTimeout>;
  const typed = (event: Event): void => {
    clearTimeout(timer);
    const text = (event.target as HTMLInputElement).value.trim();
    timer = setTimeout(() => text !== value && search(text), QUIET);
  };
  return html`<input
    type="search"
    part="search"
    aria-label=${label}
    placeholder=${label}
    .value=${value}
    maxlength="120"
    @input=${typed}
  />`;
}
