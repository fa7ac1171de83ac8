import { html, type TemplateResult } from "lit";

/** The first letters of up to two words of a name. */
export function face(name: string): TemplateResult {
  const letters = name
    .split(/\s+/)
    .map((word) => [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "")
    .filter(Boolean);
  const shown = letters.length > 1 ? `${letters[0]}${letters.at(-1)}` : (letters[0] ?? "·");
  return html`<span class="face" aria-hidden="true">${shown.toUpperCase()}</span>`;
}
