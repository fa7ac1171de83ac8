import { css } from "lit";

/** The look of the console around its screens. */
export const frame = css`
  :host {
    min-block-size: 100dvh;
  }
  .top {
    background: var(--card);
    border-block-end: 1px solid var(--line);
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
  }
  .in,
  main {
    max-inline-size: 64rem;
    margin-inline: auto;
    padding-inline: clamp(1rem, 4vw, 2rem);
  }
  .in {
    display: flex;
    align-items: center;
    gap: 0 1.5rem;
    min-block-size: 3.75rem;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    color: inherit;
    font-weight: 700;
    text-decoration: none;
  }
  .brand i {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border-radius: 0.5rem;
    background: var(--accent);
    position: relative;
  }
  .brand i::after {
    content: "";
    position: absolute;
    inset: 0.3rem 0.42rem 0.38rem;
    border: 0.17rem solid var(--on-accent);
    border-block-start: 0;
    border-radius: 0 0 0.5rem 0.5rem;
  }
  nav {
    display: flex;
    gap: 0 1.25rem;
    flex: 1;
    align-self: stretch;
  }
  nav a {
    display: flex;
    align-items: center;
    color: var(--soft);
    text-decoration: none;
    font-weight: 550;
    border-block: 2px solid transparent;
    white-space: nowrap;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current] {
    color: var(--ink);
    border-block-end-color: var(--accent);
  }
  main {
    padding-block: clamp(1.25rem, 4vw, 2.25rem) 8rem;
    outline: none;
  }
  h1 {
    font-size: clamp(1.5rem, 1.2rem + 1.4vw, 1.9rem);
    font-weight: 700;
    line-height: 1.2;
    letter-spacing: -0.02em;
    margin-block-end: 1.25rem;
    text-wrap: balance;
  }
  .screen {
    display: grid;
    gap: 1.5rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .top > .skip {
    position: absolute;
    inset-block-start: -4rem;
    inset-inline-start: 1rem;
    z-index: 3;
  }
  .top > .skip:focus {
    inset-block-start: 0.5rem;
  }
  @media (max-width: 44rem) {
    .in {
      flex-wrap: wrap;
      padding-block-start: 0.5rem;
    }
    .brand {
      flex: 1;
    }
    nav {
      order: 3;
      flex: 1 0 100%;
      overflow-x: auto;
      scrollbar-width: none;
      block-size: 2.75rem;
    }
  }
`;
