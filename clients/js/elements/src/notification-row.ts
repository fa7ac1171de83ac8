import { css, html, nothing, type TemplateResult } from "lit";
import type { UsherElement } from "./element.js";
import type { Told } from "./messages/index.js";

interface Notification extends Told {
  readonly url: string;
  readonly createdAt: string;
  readonly readAt: string | null;
}

export const notificationStyles = css`
  .notification {
    display: grid;
    grid-template-columns: 0.6rem 1fr;
    gap: 0.1rem 0.6rem;
    padding: 0.7rem 1rem;
    color: inherit;
    text-decoration: none;
  }
  .notification:hover {
    background: var(--tint);
  }
  .notification:focus-visible {
    outline-offset: -3px;
  }
  .notification i {
    inline-size: 0.55rem;
    block-size: 0.55rem;
    margin-block-start: 0.45rem;
    border-radius: 50%;
  }
  .notification.unread i {
    background: var(--accent);
  }
  .notification.unread b {
    font-weight: 600;
  }
  .notification b {
    font-weight: 400;
  }
  .notification time {
    grid-column: 2;
    color: var(--soft);
    font-size: 0.8125rem;
  }
`;

/** A notification that leads to what it announces, and is read with that. */
export function notificationRow({ t, time }: UsherElement, one: Notification, read: () => unknown): TemplateResult {
  return html`<a
    class="notification ${one.readAt ? "" : "unread"}"
    part="notification"
    href=${one.url}
    @click=${() => void (one.readAt ? nothing : read())}
  >
    <i></i>
    <b>${t.notification(one)} ${one.readAt ? nothing : html`<span class="away">(${t("bell.unread")})</span>`}</b>
    <time datetime=${one.createdAt}>${time(one.createdAt)}</time>
  </a>`;
}
