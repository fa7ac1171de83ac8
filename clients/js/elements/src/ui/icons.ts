import { svg, html, type TemplateResult } from "lit";

function icon(paths: unknown): TemplateResult {
  return html`<svg
    width="20"
    height="20"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths}
  </svg>`;
}

export const bell = icon(
  svg`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`,
);
export const person = icon(
  svg`<circle cx="12" cy="8.500" r="3.700" /><path d="M4.800 20c.8-3.600 3.700-5.500 7.200-5.500s6.400 1.900 7.200 5.500" />`,
);
export const plus = icon(svg`<path d="M12 5v14M5 12h14" />`);
export const share = icon(
  svg`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`,
);
export const remove = icon(svg`<path d="M4 7h16M10 11v6M14 11v6M6 7l1 12.500h10L18 7M9 7V4.500h6V7" />`);
