import { viewerChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { connection } from "../connection.js";
import { define, UsherElement } from "../element.js";
import { Screen } from "../screen.js";
import { theme } from "../theme.js";
import * as icons from "../ui/icons.js";
import { closeLeft, panelStyles, placeBelow } from "../ui/popover.js";
import { UsherMenu, type UsherMenuQuery, type UsherMenuQueryVariables } from "./menu.documents.js";

type Viewer = NonNullable<UsherMenuQuery["viewer"]>;
type Membership = NonNullable<Viewer["memberships"]>["nodes"][number];

/** Behind the person in the header: who is signed in, their account, and their groups by name. */
class Menu extends UsherElement {
  static override properties: PropertyDeclarations = { _isWanted: { state: true } };
  static override styles = [
    theme,
    panelStyles,
    css`
      :host {
        container-type: normal;
        margin-inline-start: -1rem;
      }
      .person {
        inline-size: 2.5rem;
        padding: 0;
        color: inherit;
        background: none;
        border-color: transparent;
      }
      .person svg {
        inline-size: 1.35rem;
        block-size: 1.35rem;
      }
      .panel {
        padding: 0.4rem;
        inline-size: min(18rem, 100vw - 1rem);
        max-block-size: calc(100dvh - 5rem);
      }
      .who,
      h2 {
        padding: 0.5rem 0.75rem;
      }
      h2 {
        font-size: 0.8125rem;
        color: var(--soft);
        padding-block-end: 0.2rem;
      }
      section,
      .last {
        border-block-start: 1px solid var(--line);
        margin-block-start: 0.4rem;
        padding-block-start: 0.4rem;
      }
      li a {
        display: flex;
        gap: 0.75rem;
        justify-content: space-between;
        align-items: baseline;
        padding: 0.5rem 0.75rem;
        border-radius: 8px;
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: var(--tint);
      }
    `,
  ];

  /** Read only once it has been opened, so that a page begins with one request less. */
  declare _isWanted: boolean;
  readonly #screen = new Screen<UsherMenuQuery, UsherMenuQueryVariables>(
    this,
    () => (this._isWanted ? { document: UsherMenu, variables: {}, streams: [viewerChanges()] } : undefined),
    ({ viewer }) => viewer,
  );

  override render() {
    return html`<button class="person" type="button" popovertarget="panel" aria-label=${this.t("menu.name")}>
        ${icons.person}
      </button>
      <nav
        id="panel"
        class="panel"
        popover
        aria-label=${this.t("menu.name")}
        @beforetoggle=${this.#toggled}
        @focusout=${closeLeft}
        @click=${this.#pressed}
      >
        ${this.#screen.render(({ viewer }) => this.#panel(viewer!))}
      </nav>`;
  }

  #panel({ account, isStaff, memberships }: Viewer) {
    const { nodes = [], pageInfo } = memberships ?? {};
    return html`<div class="who">
        <strong dir="auto">${account.name}</strong>
        <p class="soft small">${account.email}</p>
      </div>
      <ul>
        <li><a href=${this.page("account")}>${this.t("console.account")}</a></li>
        ${isStaff ? html`<li><a href=${this.page("staff")}>${this.t("staff.name")}</a></li>` : nothing}
      </ul>
      ${
        nodes.length
          ? html`<section>
              <h2 id="groups">${this.t("console.groups")}</h2>
              <ul aria-labelledby="groups">
                ${nodes.map((one) => this.#group(one))}
                ${pageInfo?.hasNextPage ? html`<li><a href=${this.page()}>${this.t("menu.all")}</a></li>` : nothing}
              </ul>
            </section>`
          : nothing
      }
      <ul class="last">
        <li><a href="${connection.base}/logout">${this.t("account.logOut")}</a></li>
      </ul>`;
  }

  /** Whoever administers seats is led to them. */
  #group({ role, group }: Membership) {
    const tab = role === "ADMINISTRATOR" && group.seatPlan ? "seats" : "members";
    return html`<li>
      <a href=${this.page("groups", group.id, tab)}>
        <bdi>${group.name}</bdi>
        ${role === "MEMBER" ? nothing : html`<span class="soft small">${this.t(`role.${role}`)}</span>`}
      </a>
    </li>`;
  }

  #toggled(event: ToggleEvent): void {
    if (event.newState !== "open") return;
    placeBelow(this, event.target as HTMLElement, 18);
    if (this._isWanted) this.#screen.refresh(); // names of groups have no event of the viewer's
    this._isWanted = true;
  }

  #pressed(event: Event): void {
    const isLink = event.composedPath().some((one) => one instanceof HTMLAnchorElement);
    if (isLink) (event.currentTarget as HTMLElement).hidePopover();
  }
}
define("usher-console-menu", Menu);
