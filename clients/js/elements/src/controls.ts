import { css } from "lit";

/** Buttons and fields, large enough for a thumb. */
export const controls = css`
  button,
  .button {
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    color: var(--accent);
    background: var(--card);
    border: 1px solid var(--field);
    border-radius: 9px;
    min-block-size: 2.5rem;
    padding: 0.4rem 0.95rem;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    cursor: pointer;
    text-decoration: none;
    position: relative;
  }
  button > span {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
  }
  button:hover,
  .button:hover {
    background: var(--tint);
    border-color: var(--accent);
  }
  button.first,
  .button.first {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.first:hover,
  .button.first:hover {
    background: color-mix(in oklab, var(--accent) 88%, var(--ink));
  }
  button.danger {
    color: var(--bad);
    border-color: var(--bad);
  }
  button.danger:hover {
    background: var(--bad-ground);
  }
  button.plain {
    background: none;
    border-color: transparent;
    padding-inline: 0.6rem;
  }
  button.plain:hover {
    background: var(--tint);
  }
  button.plain.danger:hover {
    background: var(--bad-ground);
  }
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.6;
  }
  button[aria-busy="true"] > span {
    opacity: 0.35;
  }
  button[aria-busy="true"]::after {
    content: "";
    position: absolute;
    inline-size: 1.05rem;
    block-size: 1.05rem;
    border: 2.5px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.7s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  label {
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.3rem;
    align-content: start;
  }
  .hint {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .field > .mend {
    color: var(--bad);
    font-size: 0.875rem;
    font-weight: 550;
  }
  input:not([type="checkbox"], [type="radio"]),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 2.5rem;
    padding: 0.45rem 0.7rem;
    font: inherit;
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--field);
    border-radius: 9px;
  }
  select.inline {
    inline-size: auto;
  }
  @container (max-width: 34rem) {
    .rows select.inline {
      font-size: 0.875rem;
      min-block-size: 2.25rem;
      padding: 0.25rem 0.4rem;
    }
  }
  input[type="checkbox"],
  input[type="radio"] {
    accent-color: var(--accent);
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0.2rem 0;
  }
  fieldset {
    border: 0;
    padding: 0;
    margin: 0;
    min-inline-size: 0;
    display: grid;
    gap: 0.6rem;
  }
  legend {
    padding: 0;
    margin-block-end: 0.5rem;
    font-weight: 600;
  }
  .choice {
    display: flex;
    gap: 0.6rem;
    align-items: flex-start;
    font-weight: 400;
  }
  .choice > input {
    flex: none;
  }
  .choice .hint {
    display: block;
  }
  textarea {
    resize: vertical;
    line-height: 1.5;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 1rem;
  }
  .skeleton {
    display: grid;
    gap: 0.75rem;
  }
  .skeleton i {
    block-size: 3.25rem;
    border-radius: var(--round);
    background: color-mix(in oklab, var(--line) 55%, transparent);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 3s !important;
      transition: none !important;
    }
  }
`;
