import { groupChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import type { Role } from "./recipients.js";
import { Screen } from "./screen.js";
import {
  UsherCancel,
  UsherChangeRole,
  UsherResend,
  UsherSentInvitations,
  type UsherSentInvitationsQuery,
  type UsherSentInvitationsQueryVariables,
} from "./sent-invitations.documents.js";
import { theme } from "./theme.js";
import { copy } from "./ui/copy.js";
import { facts } from "./ui/facts.js";
import { Pages } from "./ui/pages.js";
import { question, type Asked } from "./ui/question.js";
import { roleList } from "./ui/role-list.js";
import { searchField } from "./ui/search.js";
import { empty } from "./ui/states.js";
import { statusBar, statusBarStyles, type Status } from "./ui/status-bar.js";

type Group = NonNullable<UsherSentInvitationsQuery["group"]>;
type Invitation = NonNullable<Group["invitations"]>["nodes"][number];

const DELIVERY = { QUEUED: "", SENT: "good", FAILED: "bad" } as const;

/**
 * The invitations of a group and what has become of them: resend, cancel, copy the link, change the role.
 *
 * @fires usher-done
 * @csspart bar, list, invitation, search, pages, empty
 */
export class SentInvitations extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    _search: { state: true },
    _status: { state: true },
    _asked: { state: true },
  };
  static override styles = [
    theme,
    statusBarStyles,
    css`
      .who {
        flex-basis: 19rem;
      }
      .doing,
      .doing > div {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.5rem;
        align-items: center;
      }
      @container (max-width: 34rem) {
        .rows > li {
          display: grid;
          grid-template-columns: minmax(0, 1fr) auto;
          gap: 0.15rem 0.75rem;
        }
        .who,
        .doing {
          display: contents;
        }
        .who > div {
          display: contents;
        }
        .doing > :first-child {
          grid-area: 1 / 2;
          align-self: start;
          justify-self: end;
        }
        .tags,
        .facts,
        .error,
        .doing > div {
          grid-column: 1 / -1;
        }
        .doing > div {
          margin-inline-start: -0.6rem;
        }
      }
      .error {
        color: var(--bad);
        font-size: 0.875rem;
      }
    `,
  ];

  /** The ID of the group. */
  declare group: string | undefined;
  declare _search: string;
  declare _status: Status | "";
  declare _asked: Asked | undefined;
  readonly #pages = new Pages(this);
  readonly #screen = new Screen<UsherSentInvitationsQuery, UsherSentInvitationsQueryVariables>(
    this,
    () =>
      this.group
        ? {
            document: UsherSentInvitations,
            variables: {
              id: this.group,
              ...this.#pages.variables,
              search: this._search || null,
              status: this._status ? [this._status] : null,
            },
            streams: [groupChanges(this.group)],
          }
        : undefined,
    ({ group }) => group?.invitations,
  );

  constructor() {
    super();
    this._search = this._status = "";
  }

  override render() {
    return this.#screen.render(({ group }) => this.#draw(group!));
  }

  #draw(group: Group) {
    const isFiltered = Boolean(this._search || this._status);
    return html`<div class="stack">
      ${statusBar(this, group.invitationCounts!, this._status, (status) => this.#filter(status))}
      <div class="bar">
        <div class="grow">${searchField(this.t("sent.search"), this._search, (text) => this.#find(text))}</div>
        ${
          group.viewerActions.includes("INVITE")
            ? html`<a class="button" href=${this.page("groups", group.id, "invite")}>${this.t("sent.invite")}</a>`
            : nothing
        }
      </div>
      ${this.#pages.render(
        group.invitations!,
        (one) => this.#row(one, group),
        empty(this.t(isFiltered ? "list.nothingFound" : "sent.none")),
      )}
      ${question(this, this._asked, () => (this._asked = undefined))}
    </div>`;
  }

  #row(one: Invitation, group: Group) {
    const { status, email, invitee, invitedBy, createdAt, lastSentAt, respondedAt, expiresAt } = one;
    const isPending = status === "PENDING";
    return html`<li part="invitation">
      <div class="who">
        <div>
          <strong dir="auto">${invitee?.name ?? email}</strong>
          <span class="tags">
            <span class="tag ${status === "ACCEPTED" ? "good" : status === "PENDING" ? "" : "warn"}"
              >${this.t(`status.${status}`)}</span
            >
            ${isPending ? this.#delivery(one) : nothing}
          </span>
        </div>
        ${facts(
          invitee && email,
          this.t("sent.by", { name: invitedBy?.name ?? "–", date: this.date(lastSentAt ?? createdAt) }),
          respondedAt && this.t("sent.answered", { date: this.date(respondedAt) }),
          isPending && this.t("invitations.until", { date: this.date(expiresAt) }),
        )}
        ${isPending && one.deliveryError ? html`<p class="error" dir="auto">${one.deliveryError}</p>` : nothing}
      </div>
      <div class="doing">
        ${this.#role(one, group)}
        <div>${this.#actions(one)}</div>
      </div>
    </li>`;
  }

  #delivery({ delivery }: Invitation) {
    return html`<span class="tag ${delivery ? DELIVERY[delivery] : ""}"
      >${this.t(delivery ? `delivery.${delivery}` : "delivery.none")}</span
    >`;
  }

  #role({ id, role, email, invitee, viewerActions }: Invitation, group: Group) {
    if (!viewerActions.includes("CANCEL")) return html`<span class="tag">${this.t(`role.${role}`)}</span>`;
    const canGive = group.viewerActions.includes("MANAGE_ROLES");
    const roles = (["ADMINISTRATOR", "FACILITATOR", "MEMBER"] as const).filter(
      (one) => canGive || one === role || one !== "ADMINISTRATOR",
    );
    return roleList(this, {
      name: invitee?.name ?? email,
      role,
      possible: roles,
      busy: this.isBusy(`role:${id}`),
      set: (wanted, list) => this.#setRole(id, wanted, () => (list.value = role)),
    });
  }

  #actions(one: Invitation) {
    const { id, email, invitee, url, viewerActions, resendableAt } = one;
    const name = invitee?.name ?? email;
    const label = (action: string): string => `${action}: ${name}`;
    return html`
      ${
        url
          ? this.button("", this.t("sent.copy"), () => copy(this, url, this.t("share.copied")), {
              kind: "plain",
              name: label(this.t("sent.copy")),
            })
          : nothing
      }
      ${
        viewerActions.includes("RESEND") || (resendableAt && viewerActions.includes("CANCEL"))
          ? this.button(`resend:${id}`, this.t("sent.resend"), () => this.#resend(one), {
              kind: "plain",
              name: label(this.t("sent.resend")),
            })
          : nothing
      }
      ${
        viewerActions.includes("CANCEL")
          ? this.button(`cancel:${id}`, this.t("sent.cancel"), () => this.#askCancelling(one), {
              kind: "plain danger",
              name: label(this.t("sent.cancel")),
            })
          : nothing
      }
    `;
  }

  async #resend({ id, email, invitee, resendableAt }: Invitation): Promise<void> {
    const isSoon = resendableAt && new Date(resendableAt) > new Date();
    if (isSoon) return this.refuse(this.t("sent.tooSoon", { time: this.time(resendableAt) }));
    const done = this.t("sent.resent", { name: invitee?.name ?? email });
    await this.act(`resend:${id}`, UsherResend, { id }, { done });
  }

  #askCancelling({ id, email, invitee }: Invitation): void {
    const name = invitee?.name ?? email;
    this._asked = {
      heading: this.t("sent.cancelName", { name }),
      text: this.t("sent.cancelText"),
      yes: this.t("sent.cancelYes"),
      act: () => this.act(`cancel:${id}`, UsherCancel, { id }, { done: this.t("sent.cancelled", { name }) }),
    };
  }

  async #setRole(invitationId: string, role: Role, reset: () => void): Promise<void> {
    const done = this.t("members.roleSet", { role: this.t(`role.${role}`) });
    const changed = await this.act(
      `role:${invitationId}`,
      UsherChangeRole,
      { input: { invitationId, role } },
      { done },
    );
    if (!changed) reset();
  }

  #find(text: string): void {
    this._search = text;
    this.#pages.reset();
  }

  #filter(status: Status | ""): void {
    if (status === this._status) return;
    this._status = status;
    this.#pages.reset();
  }
}
define("usher-sent-invitations", SentInvitations);

declare global {
  interface HTMLElementTagNameMap {
    "usher-sent-invitations": SentInvitations;
  }
}
