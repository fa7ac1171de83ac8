import { css } from "lit";

/** Rows whose one link covers the whole row. */
export const linkedRows = css`
  .rows a {
    color: inherit;
    text-decoration: none;
    font-weight: 600;
  }
  .rows > li {
    position: relative;
  }
  .rows > li:hover {
    background: var(--tint);
  }
  .rows a::after {
    content: "";
    position: absolute;
    inset: 0;
  }
`;
