import { viewerChanges } from "@usher-graph/client";
import { css, html, nothing } from "lit";
import { Answering } from "./answering.js";
import { UsherBell, UsherMarkRead, type UsherBellQuery, type UsherBellQueryVariables } from "./bell.documents.js";
import { define } from "./element.js";
import { notificationRow, notificationStyles } from "./notification-row.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import * as icons from "./ui/icons.js";
import { closeLeft, panelStyles, placeBelow } from "./ui/popover.js";

const LARGEST = 99;

/**
 * The number of what waits for the viewer, and behind it the notification centre.
 *
 * @fires usher-accepted, usher-declined, usher-count
 * @csspart bell, count, panel
 */
export class Bell extends Answering {
  static override styles = [
    theme,
    notificationStyles,
    panelStyles,
    css`
      :host {
        display: inline-block;
        container-type: normal;
      }
      .bell {
        border-color: transparent;
        background: none;
        color: inherit;
        inline-size: 2.5rem;
        padding: 0;
      }
      .bell svg {
        inline-size: 1.35rem;
        block-size: 1.35rem;
      }
      .count {
        position: absolute;
        inset-block-start: 0.05rem;
        inset-inline-start: 50%;
        min-inline-size: 1.2rem;
        padding: 0 0.3rem;
        border-radius: 99px;
        background: var(--bad);
        color: var(--card);
        font-size: 0.72rem;
        line-height: 1.2rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .panel {
        padding: 0;
        inline-size: min(26rem, 100vw - 1rem);
        max-block-size: min(38rem, 100dvh - 5rem);
      }
      .top,
      .all {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-block: 0.6rem;
        padding-inline: 1rem 0.75rem;
        position: sticky;
        background: var(--card);
      }
      .top {
        inset-block-start: 0;
      }
      .all {
        inset-block-end: 0;
        border-block-start: 1px solid var(--line);
        justify-content: center;
        gap: 2rem;
        font-weight: 600;
      }
      .all a {
        text-decoration: none;
      }
      h2 {
        font-size: 1rem;
      }
      li {
        border-block-start: 1px solid var(--line);
      }
      .invitation {
        display: grid;
        gap: 0.6rem;
        padding: 0.8rem 1rem;
        background: var(--tint);
      }
      .none {
        padding: 0.5rem 1rem 1.25rem;
        color: var(--soft);
      }
    `,
  ];

  #total = 0;
  #hasCaseload = false;
  readonly #screen = new Screen<UsherBellQuery, UsherBellQueryVariables>(
    this,
    () => ({ document: UsherBell, variables: {}, streams: [viewerChanges()] }),
    ({ viewer }) => viewer?.badge,
  );

  override render() {
    const total = this.#screen.data?.viewer?.badge?.total ?? 0;
    return html`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${total ? this.t("bell.waiting", { count: total }) : this.t("bell.name")}
      >
        ${icons.bell}
        ${total ? html`<span class="count" part="count">${this.t.number(Math.min(total, LARGEST))}${total > LARGEST ? "+" : ""}</span>` : nothing}
      </button>
      <span class="away" role="status"
        >${total > this.#total ? this.t("bell.waiting", { count: total }) : nothing}</span
      >
      <div
        id="panel"
        class="panel"
        part="panel"
        popover
        role="dialog"
        aria-label=${this.t("bell.name")}
        @beforetoggle=${this.#place}
        @focusout=${closeLeft}
      >
        ${this.#screen.render((data) => this.#panel(data))}
      </div>`;
  }

  protected override updated(): void {
    const { badge, caseload } = this.#screen.data?.viewer ?? {};
    if (!badge) return;
    const { total } = badge;
    const hasCaseload = Boolean(caseload);
    if (total === this.#total && hasCaseload === this.#hasCaseload) return;
    this.#total = total;
    this.#hasCaseload = hasCaseload;
    this.emit("usher-count", { total, hasCaseload });
  }

  #panel({ viewer }: UsherBellQuery) {
    const invitations = viewer?.invitations?.nodes.filter(({ status }) => status === "PENDING") ?? [];
    const notifications = viewer?.notifications?.nodes ?? [];
    return html`<div class="top">
        <h2 tabindex="-1" data-home>${this.t("bell.name")}</h2>
        ${
          viewer?.badge?.unreadNotifications
            ? this.button("read", this.t("bell.readAll"), () => this.#read({ all: true }), { kind: "plain" })
            : nothing
        }
      </div>
      <ul>
        ${invitations.map(
          (one) =>
            html`<li class="invitation">
              <p>
                ${this.t(one.invitedBy ? "bell.invitedBy" : "bell.invited", {
                  group: one.group.name,
                  name: one.invitedBy?.name ?? "",
                })}
              </p>
              ${this.answers(one)}
            </li>`,
        )}
        ${notifications.map((one) => html`<li>${notificationRow(this, one, () => this.#read({ ids: [one.id] }))}</li>`)}
      </ul>
      ${invitations.length || notifications.length ? nothing : html`<p class="none">${this.t("bell.empty")}</p>`}
      <div class="all">
        <a href=${this.page("notifications")} @click=${this.#close}>${this.t("bell.all")}</a>
        ${
          invitations.length
            ? html`<a href=${this.page("invitations")} @click=${this.#close}>${this.t("invitations.title")}</a>`
            : nothing
        }
      </div>`;
  }

  async #read(input: { all: true } | { ids: string[] }): Promise<void> {
    this.#close();
    await this.act("read", UsherMarkRead, { input });
  }

  #close = (): void => {
    this.renderRoot.querySelector<HTMLElement>("#panel")?.hidePopover();
  };

  #place(event: ToggleEvent): void {
    if (event.newState === "open") placeBelow(this, event.target as HTMLElement, 26);
  }
}
define("usher-bell", Bell);

declare global {
  interface HTMLElementTagNameMap {
    "usher-bell": Bell;
  }
}
