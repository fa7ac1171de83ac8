import { groupChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import {
  UsherLeave,
  UsherMembers,
  UsherRemove,
  UsherSetRole,
  type UsherMembersQuery,
  type UsherMembersQueryVariables,
} from "./members.documents.js";
import type { Role } from "./recipients.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import * as icons from "./ui/icons.js";
import { facts } from "./ui/facts.js";
import { Pages } from "./ui/pages.js";
import { face } from "./ui/person.js";
import { question, type Asked } from "./ui/question.js";
import { roleList } from "./ui/role-list.js";
import { searchField } from "./ui/search.js";
import { empty } from "./ui/states.js";

type Group = NonNullable<UsherMembersQuery["group"]>;
type Member = NonNullable<Group["members"]>["nodes"][number];
const ROLES = ["ADMINISTRATOR", "FACILITATOR", "MEMBER"] as const;

/**
 * Who is in a group: search, roles, removing; what each viewer may do of it.
 *
 * @fires usher-role, usher-removed, usher-left
 * @csspart list, member, search, pages, empty
 */
export class Members extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    _search: { state: true },
    _role: { state: true },
    _asked: { state: true },
  };
  static override styles = [
    theme,
    css`
      .doing {
        display: flex;
        gap: 0.25rem 0.5rem;
        align-items: center;
      }
      .doing svg {
        display: none;
      }
      @container (max-width: 34rem) {
        .rows > li {
          display: grid;
          grid-template-columns: auto minmax(0, 1fr) auto 2.25rem;
          gap: 0 0.75rem;
        }
        .face {
          grid-row: 1 / 3;
        }
        .who,
        .doing {
          display: contents;
        }
        .doing > :first-child {
          grid-area: 1 / 3 / auto / 5;
          justify-self: end;
        }
        .doing > button {
          grid-area: 2 / 4;
          min-inline-size: 2.25rem;
          padding-inline: 0;
        }
        .facts {
          grid-area: 2 / 2 / auto / 4;
        }
        .doing svg {
          display: block;
        }
        .doing .word {
          display: none;
        }
      }
    `,
  ];

  /** The ID of the group. */
  declare group: string | undefined;
  declare _search: string;
  declare _role: Role | "";
  declare _asked: Asked | undefined;
  readonly #pages = new Pages(this);
  readonly #screen = new Screen<UsherMembersQuery, UsherMembersQueryVariables>(
    this,
    () =>
      this.group
        ? {
            document: UsherMembers,
            variables: {
              id: this.group,
              ...this.#pages.variables,
              search: this._search || null,
              role: this._role ? [this._role] : null,
            },
            streams: [groupChanges(this.group)],
          }
        : undefined,
    ({ group }) => group?.members,
  );

  constructor() {
    super();
    this._search = this._role = "";
  }

  override render() {
    return this.#screen.render(({ group }) => this.#draw(group!));
  }

  #draw(group: Group) {
    const members = group.members!;
    return html`<div class="stack">
      <div class="bar">
        <div class="grow">${searchField(this.t("members.search"), this._search, (text) => this.#find(text))}</div>
        <select class="inline" aria-label=${this.t("members.filter")} @change=${this.#filter}>
          <option value="">${this.t("members.all")}</option>
          ${ROLES.map((role) => html`<option value=${role}>${this.t(`roles.${role}`)}</option>`)}
        </select>
        ${
          group.viewerActions.includes("INVITE")
            ? html`<a class="button" href=${this.page("groups", group.id, "invite")} @click=${this.#inviting}>
                ${icons.plus}${this.t("members.add")}
              </a>`
            : nothing
        }
      </div>
      <p class="soft small" role="status">${this.t("members", { count: members.totalCount })}</p>
      ${this.#pages.render(members, (member) => this.#row(member, group), empty(this.t("list.nothingFound")))}
      ${
        group.viewerActions.includes("LEAVE")
          ? html`<div>
              ${this.button("leave", this.t("members.leave"), () => this.#askLeaving(group), { kind: "danger" })}
            </div>`
          : nothing
      }
      ${question(this, this._asked, () => (this._asked = undefined))}
    </div>`;
  }

  #row(member: Member, group: Group) {
    const { id, account, seat, hasFullAccess, viewerActions, joinedAt } = member;
    const isOwn = group.viewerMembership?.id === id;
    return html`<li part="member">
      ${face(account.name)}
      <div class="who">
        <div>
          <strong dir="auto">${account.name}</strong>
          ${isOwn ? html`<span class="soft">${this.t("members.you")}</span>` : nothing}
          ${seat ? html`<span class="tag good">${this.t("seat.number", { number: seat.number })}</span>` : nothing}
          ${hasFullAccess === false ? html`<span class="tag warn">${this.t("groups.noAccess")}</span>` : nothing}
        </div>
        ${facts(account.email ?? `@${account.username}`, this.t("members.since", { date: this.date(joinedAt) }))}
      </div>
      <div class="doing">
        ${this.#role(member, isOwn)}
        ${
          viewerActions.includes("REMOVE") && !isOwn
            ? this.button(
                `remove:${id}`,
                html`${icons.remove}<span class="word">${this.t("members.remove")}</span>`,
                () => this.#askRemoving(member),
                {
                  kind: "plain danger",
                  name: this.t("members.removeName", { name: account.name }),
                },
              )
            : nothing
        }
      </div>
    </li>`;
  }

  #role({ id, role, account, viewerActions }: Member, isOwn: boolean) {
    const possible = ROLES.filter((one) => one === role || viewerActions.includes(`MAKE_${one}`));
    if (possible.length < 2) return html`<span class="tag">${this.t(`role.${role}`)}</span>`;
    return roleList(this, {
      name: account.name,
      role,
      possible,
      busy: this.isBusy(`role:${id}`),
      set: (wanted, list) => {
        const reset = (): unknown => (list.value = role);
        if (!isOwn || ROLES.indexOf(wanted) < ROLES.indexOf(role)) return this.#setRole(id, wanted, reset);
        reset();
        return this.#askLowering(id, wanted);
      },
    });
  }

  /** One's own lower role, which only others can raise again. */
  #askLowering(id: string, role: Role): void {
    const heading = this.t("members.ownRole");
    this._asked = {
      heading,
      text: this.t("members.ownRoleText", { role: this.t(`role.${role}`) }),
      yes: heading,
      act: () => this.#setRole(id, role),
    };
  }

  async #setRole(memberId: string, role: Role, reset?: () => unknown): Promise<void> {
    const done = this.t("members.roleSet", { role: this.t(`role.${role}`) });
    const payload = await this.act(`role:${memberId}`, UsherSetRole, { input: { memberId, role } }, { done });
    if (payload) this.emit("usher-role", { memberId, role });
    else reset?.();
  }

  #askRemoving({ id, account, seat }: Member): void {
    this._asked = {
      heading: this.t("members.removeName", { name: account.name }),
      text: this.t(seat ? "members.removeSeat" : "members.removeText", { name: account.name }),
      yes: this.t("members.remove"),
      act: () => this.#remove(id, account.name),
    };
  }

  async #remove(memberId: string, name: string): Promise<void> {
    const done = this.t("members.removed", { name });
    const payload = await this.act(`remove:${memberId}`, UsherRemove, { input: { memberId } }, { done });
    if (payload) this.emit("usher-removed", { memberId });
  }

  #askLeaving(group: Group): void {
    this._asked = {
      heading: this.t("members.leave"),
      text: this.t("members.leaveText"),
      yes: this.t("members.leave"),
      act: () => this.#leave(group.id),
    };
  }

  async #leave(groupId: string): Promise<void> {
    const payload = await this.act("leave", UsherLeave, { input: { groupId } }, { done: this.t("members.left") });
    if (payload) this.emit("usher-left", { groupId });
  }

  #find(text: string): void {
    this._search = text;
    this.#pages.reset();
  }

  #filter(event: Event): void {
    this._role = (event.target as HTMLSelectElement).value as Role;
    this.#pages.reset();
  }

  /** A page that shows `usher-invite` itself prevents the way to the console. */
  #inviting(event: Event): void {
    if (!this.emit("usher-invite-wanted", { groupId: this.group! })) event.preventDefault();
  }
}
define("usher-members", Members);

declare global {
  interface HTMLElementTagNameMap {
    "usher-members": Members;
  }
}
