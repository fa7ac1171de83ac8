import { groupChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "../element.js";
import { UsherJoinOpen } from "../groups.documents.js";
import { Screen } from "../screen.js";
import { theme } from "../theme.js";
import * as icons from "../ui/icons.js";
import { mailto } from "../ui/mailto.js";
import { frame } from "./frame.js";
import {
  UsherConsoleGroup,
  type UsherConsoleGroupQuery,
  type UsherConsoleGroupQueryVariables,
} from "./group.documents.js";
import "./staff-group.js";
import { notThere } from "./staff-parts.js";

type Group = NonNullable<UsherConsoleGroupQuery["group"]>;

/** A group's name, its tabs, and the tab that is shown. */
class ConsoleGroup extends UsherElement {
  static override properties: PropertyDeclarations = { group: {}, tab: {} };
  static override styles = [
    theme,
    frame,
    css`
      :host {
        min-block-size: 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 1rem;
        align-items: flex-start;
        justify-content: space-between;
      }
      h1 {
        margin-block-end: 0.2rem;
      }
      .narrow {
        max-inline-size: 44rem;
      }
      .description {
        white-space: pre-line;
      }
      .tabs {
        margin-block: 1.25rem 1.5rem;
        border-block-end: 1px solid var(--line);
        overflow-x: auto;
        scrollbar-width: none;
        block-size: 2.75rem;
        flex: none;
      }
    `,
  ];

  declare group: string;
  declare tab: string;
  #current: Element | null = null;
  readonly #screen = new Screen<UsherConsoleGroupQuery, UsherConsoleGroupQueryVariables>(
    this,
    () => ({
      document: UsherConsoleGroup,
      variables: { id: this.group },
      // The stream refuses whoever looks at an open group from outside; who joins it follows from then on.
      streams: ({ group, viewer }) =>
        group && !group.viewerMembership && !viewer?.isStaff ? [] : [groupChanges(this.group)],
    }),
    ({ group }) => group,
  );

  override render() {
    const { group, viewer } = this.#screen.data ?? {};
    const isOutside = group && !group.viewerMembership && !viewer?.isStaff;
    return html`${this.#screen.render((data) => this.#head(data))}
    ${isOutside ? this.#outside(group) : this.#screen.isMissing ? nothing : this.#content()}`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const name = this.#screen.data?.group?.name;
    if (!name) return;
    this.emit("usher-title", { title: `${name}: ${this.t(`tab.${this.#tab}`)}` });
    const current = this.renderRoot.querySelector("[aria-current]");
    if (changed.has("tab") || current !== this.#current)
      current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#current = current;
  }

  get #tab() {
    return this.tab === "invite" ? "members" : (this.tab as "members");
  }

  #head(data: UsherConsoleGroupQuery) {
    const group = data.group!;
    const can = new Set(group.viewerActions);
    const facts = [
      group.facilitator && this.t("console.with", { name: group.facilitator.name }),
      this.t("members", { count: group.memberCount }),
    ].filter(Boolean);
    const link = (tab: string): string => this.page("groups", group.id, tab);
    return html`<div class="head">
        <div>
          <h1 dir="auto">${group.name}</h1>
          <p class="soft">${facts.join(" · ")}</p>
        </div>
        <div class="bar">
          ${can.has("SHARE_CODE") ? html`<a class="button" href=${link("share")}>${icons.share}${this.t("tab.share")}</a>` : nothing}
          ${can.has("INVITE") ? html`<a class="button first" href=${link("invite")}>${icons.plus}${this.t("tab.invite")}</a>` : nothing}
        </div>
      </div>
      <nav
        class="tabs"
        aria-label=${this.t("console.tabs")}
        ?hidden=${!group.viewerMembership && !data.viewer?.isStaff}
      >
        ${this.#tabs(group, can, data.viewer?.isStaff ?? false).map(
          (tab) =>
            html`<a href=${link(tab)} aria-current=${tab === this.#tab ? "page" : nothing}>${this.t(`tab.${tab}`)}</a>`,
        )}
      </nav>`;
  }

  /** An open group, for whoever may join it. */
  #outside({ id, name, description }: Group) {
    const done = this.t("invitations.accepted", { group: name });
    return html`<div class="card stack">
      ${description ? html`<p class="description" dir="auto">${description}</p>` : nothing}
      <p class="soft">${this.t("policy.OPENHint")}</p>
      <div>
        ${this.button("join", this.t("console.join"), () => this.act("join", UsherJoinOpen, { id }, { done }), { kind: "first" })}
      </div>
    </div>`;
  }

  #tabs(group: Group, can: ReadonlySet<string>, isStaff: boolean) {
    const isManager = isStaff || can.has("INVITE");
    return [
      "members" as const,
      ...(isManager ? (["invitations"] as const) : []),
      ...(can.has("SHARE_CODE") ? (["share"] as const) : []),
      ...(group.seatPlan || can.has("MANAGE_SEATS") ? (["seats"] as const) : []),
      "resources" as const,
      ...(isManager ? (["history"] as const) : []),
      ...(can.has("EDIT") ? (["edit"] as const) : []),
      ...(isStaff ? (["staff"] as const) : []),
    ];
  }

  #content() {
    const { group } = this;
    switch (this.tab) {
      case "invite":
        return html`<usher-invite .group=${group}></usher-invite>`;
      case "invitations":
        return html`<usher-sent-invitations .group=${group}></usher-sent-invitations>`;
      case "share":
        return html`<usher-share .group=${group}></usher-share>`;
      case "seats":
        return html`<usher-seats .group=${group}></usher-seats>`;
      case "resources":
        return html`<usher-resources .group=${group}></usher-resources>`;
      case "history":
        return html`<usher-history .group=${group}></usher-history>`;
      case "edit":
        return html`<div class="screen">
          <usher-group-settings .group=${group}></usher-group-settings>${this.#buying()}
        </div>`;
      case "staff":
        return this.#staff();
      default:
        return html`<div class="screen"><usher-members .group=${group}></usher-members>${this.#appointing()}</div>`;
    }
  }

  #staff() {
    const { viewer, group } = this.#screen.data ?? {};
    if (!viewer || !group) return nothing;
    return viewer.isStaff
      ? html`<usher-console-staff-group .group=${group.id}></usher-console-staff-group>`
      : notThere(this);
  }

  /** How an administrator comes by seats: the site sells them, by mail. */
  #buying() {
    const { group, site } = this.#screen.data ?? {};
    if (!group || group.seatPlan || !group.viewerActions.includes("MANAGE_ROLES")) return nothing;
    return html`<section class="card stack narrow">
      <h2>${this.t("console.buy")}</h2>
      <p>${this.t("console.buyText")} ${this.#mail(site!.supportEmail, "console.buySubject", group)}</p>
    </section>`;
  }

  /** How a group comes by an administrator where there is none, or none who answers. */
  #appointing() {
    const { group, site } = this.#screen.data ?? {};
    if (!group?.viewerMembership || group.viewerActions.includes("MANAGE_ROLES")) return nothing;
    const mail = this.#mail(site!.supportEmail, "console.administratorSubject", group);
    return group.administrators?.totalCount === 0
      ? html`<p class="note bad">${this.t("console.noAdministrator")} ${mail}</p>`
      : html`<p class="soft small">${this.t("console.administratorLeft")} ${mail}</p>`;
  }

  #mail(address: string, subject: "console.buySubject" | "console.administratorSubject", { id, name }: Group) {
    const lines = [name, this.page("groups", id, "staff"), ""];
    return html`<a href=${mailto(address, this.t(subject, { group: name }), lines)}>${address}</a>`;
  }
}
define("usher-console-group", ConsoleGroup);
