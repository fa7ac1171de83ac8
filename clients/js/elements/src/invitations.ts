import { viewerChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { Answering } from "./answering.js";
import { define } from "./element.js";
import {
  UsherInvitations,
  type UsherInvitationsQuery,
  type UsherInvitationsQueryVariables,
} from "./invitations.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import { facts } from "./ui/facts.js";
import { Pages } from "./ui/pages.js";
import { empty } from "./ui/states.js";

const CLOSED = ["ACCEPTED", "DECLINED", "CANCELLED", "EXPIRED"] as const;

type Invitation = NonNullable<NonNullable<UsherInvitationsQuery["viewer"]>["invitations"]>["nodes"][number];

/**
 * The invitations that are addressed to the viewer, to accept or to decline; with `closed`, those that were.
 *
 * @fires usher-accepted, usher-declined
 * @csspart list, invitation, answers, pages, empty
 */
export class Invitations extends Answering {
  static override properties: PropertyDeclarations = { closed: { type: Boolean }, quiet: { type: Boolean } };
  static override styles = [
    theme,
    css`
      .rows > li {
        padding-block: 1.1rem;
      }
      .text {
        max-block-size: 6em;
        overflow: hidden;
        white-space: pre-line;
        margin-block-start: 0.35rem;
      }
    `,
  ];

  declare closed: boolean;
  /** Shows nothing at all where there is no invitation. */
  declare quiet: boolean;
  readonly #pages = new Pages(this);
  readonly #screen = new Screen<UsherInvitationsQuery, UsherInvitationsQueryVariables>(
    this,
    () => ({
      document: UsherInvitations,
      variables: { ...this.#pages.variables, status: this.closed ? CLOSED : ["PENDING"] },
      streams: [viewerChanges()],
    }),
    ({ viewer }) => viewer?.invitations,
  );

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    const { nodes } = this.#screen.data?.viewer?.invitations ?? {};
    if (this.quiet) this.hidden = !nodes?.some(({ status }) => (status === "PENDING") !== Boolean(this.closed));
  }

  override render() {
    if (this.quiet && !this.#screen.data) return nothing;
    return this.#screen.render(({ viewer }) => {
      const { nodes, pageInfo } = viewer!.invitations!;
      const shown = nodes.filter(({ status }) => (status === "PENDING") !== Boolean(this.closed));
      const none = this.quiet ? nothing : empty(this.t(this.closed ? "invitations.noneClosed" : "invitations.none"));
      return html`<div class="stack">
        ${this.quiet && shown.length ? html`<h2>${this.t("invitations.title")}</h2>` : nothing}
        ${this.#pages.render({ nodes: shown, pageInfo }, (one) => this.#row(one), none)}
      </div>`;
    });
  }

  #row(one: Invitation) {
    const { group, invitedBy, role, status, expiresAt, respondedAt } = one;
    const small = facts(
      invitedBy && this.t("invitations.from", { name: invitedBy.name }),
      group.memberCount !== null && this.t("members", { count: group.memberCount }),
      role !== "MEMBER" && this.t("invitations.as", { role: this.t(`role.${role}`) }),
      status === "PENDING"
        ? this.t("invitations.until", { date: this.date(expiresAt) })
        : respondedAt && this.date(respondedAt),
    );
    return html`<li part="invitation">
      <div class="who">
        <strong dir="auto"
          >${
            status === "ACCEPTED"
              ? html`<a href=${this.page("groups", group.groupId, "members")}>${group.name}</a>`
              : group.name
          }</strong
        >
        ${small}
        ${group.description && !this.closed ? html`<p class="text small" dir="auto">${group.description}</p>` : nothing}
      </div>
      ${status === "PENDING" ? this.answers(one) : html`<span class="tag">${this.t(`status.${status}`)}</span>`}
    </li>`;
  }
}
define("usher-invitations", Invitations);

declare global {
  interface HTMLElementTagNameMap {
    "usher-invitations": Invitations;
  }
}
