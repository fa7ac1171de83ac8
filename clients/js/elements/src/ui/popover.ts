import { css } from "lit";

const GAP = 8;

export const panelStyles = css`
  .panel {
    position: fixed;
    inset: auto;
    margin: 0;
    overflow-y: auto;
    background: var(--card);
    color: var(--ink);
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--shadow);
  }
`;

/** Puts a panel that opens below what opened it, within the window; `width` is in rem. */
export function placeBelow(anchor: Element, panel: HTMLElement, width: number): void {
  const { left, right, bottom } = anchor.getBoundingClientRect();
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const wide = Math.min(width * rem, innerWidth - 2 * GAP);
  const wished = getComputedStyle(anchor).direction === "ltr" ? right - wide : left;
  panel.style.top = `${bottom + GAP}px`;
  panel.style.left = `${Math.max(GAP, Math.min(wished, innerWidth - wide - GAP))}px`;
}

/** Closes a panel that the focus has left for another part of the page, which it might cover. */
export function closeLeft({ currentTarget, relatedTarget }: FocusEvent): void {
  const panel = currentTarget as HTMLElement;
  if (!(relatedTarget instanceof Element) || panel.contains(relatedTarget)) return;
  if (!relatedTarget.hasAttribute("popovertarget")) panel.hidePopover(); // its button closes it by itself
}
