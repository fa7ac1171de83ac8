import { groupChanges, viewerChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import {
  UsherGroups,
  UsherJoin,
  UsherJoinOpen,
  type UsherGroupsQuery,
  type UsherGroupsQueryVariables,
} from "./groups.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import { dialog } from "./ui/dialog.js";
import { field } from "./ui/field.js";
import * as icons from "./ui/icons.js";
import { linkedRows } from "./ui/linked-rows.js";
import { Pages } from "./ui/pages.js";
import { searchField } from "./ui/search.js";
import { empty } from "./ui/states.js";

type Open = NonNullable<UsherGroupsQuery["open"]>;

/**
 * The groups that the viewer is in, and the ways into others: a code, those that are open, a group of one's own.
 *
 * @fires usher-joined
 * @csspart list, group, search, pages, empty, open
 */
export class Groups extends UsherElement {
  static override properties: PropertyDeclarations = {
    _search: { state: true },
    _isJoining: { state: true },
    _problem: { state: true },
  };
  static override styles = [
    theme,
    linkedRows,
    css`
      .rows button {
        position: relative;
      }
      .description {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
      }
    `,
  ];

  declare _search: string;
  declare _isJoining: boolean;
  declare _problem: string;
  readonly #pages = new Pages(this);
  readonly #openPages = new Pages(this, 10);
  readonly #screen = new Screen<UsherGroupsQuery, UsherGroupsQueryVariables>(
    this,
    () => ({
      document: UsherGroups,
      variables: {
        ...this.#pages.variables,
        search: this._search || null,
        firstOpen: this.#openPages.variables.first,
        afterOpen: this.#openPages.variables.after,
      },
      streams: ({ viewer }) => [
        viewerChanges(),
        ...(viewer?.memberships?.nodes ?? []).map(({ group }) => groupChanges(group.id)),
      ],
    }),
    ({ viewer }) => viewer?.memberships,
  );

  constructor() {
    super();
    this._search = this._problem = "";
    this._isJoining = false;
  }

  override render() {
    return html`<div class="stack">
      <div class="bar">
        <div class="grow">${searchField(this.t("groups.search"), this._search, (text) => this.#find(text))}</div>
        ${this.button("join", this.t("groups.join"), () => (this._isJoining = true))}
        <a class="button first" href=${this.page("new")}>${icons.plus}${this.t("groups.create")}</a>
      </div>
      ${this.#screen.render((data) => this.#list(data))} ${this.#joining()}
    </div>`;
  }

  #list({ viewer, open }: UsherGroupsQuery) {
    const own = this.#pages.render(
      viewer!.memberships!,
      ({ role, hasFullAccess, group }) =>
        html`<li part="group">
          <div class="who">
            <a href=${this.page("groups", group.id, "members")} dir="auto">${group.name}</a>
            ${hasFullAccess === false ? html`<span class="tag warn">${this.t("groups.noAccess")}</span>` : nothing}
            <p class="soft small">${this.t("members", { count: group.memberCount })}</p>
          </div>
          <span class="tag">${this.t(`role.${role}`)}</span>
        </li>`,
      empty(this.t(this._search ? "list.nothingFound" : "groups.none")),
    );
    return html`${own} ${open?.nodes.length ? this.#open(open) : nothing}`;
  }

  #open(open: Open) {
    const rows = this.#openPages.render(
      open,
      ({ id, name, description, memberCount }) =>
        html`<li part="group">
          <div class="who">
            <a href=${this.page("groups", id, "members")} dir="auto">${name}</a>
            ${description ? html`<p class="small description" dir="auto">${description}</p>` : nothing}
            <p class="soft small">${this.t("members", { count: memberCount })}</p>
          </div>
          ${this.button(`open:${id}`, this.t("groups.joinOpen"), () => this.#joinOpen(id, name), {
            name: this.t("groups.joinOpenName", { group: name }),
          })}
        </li>`,
      nothing,
      this.t("groups.open"),
    );
    return html`<section class="stack" part="open">
      <h2>${this.t("groups.open")}</h2>
      ${rows}
    </section>`;
  }

  async #joinOpen(groupId: string, group: string): Promise<void> {
    const done = this.t("invitations.accepted", { group });
    const payload = await this.act(`open:${groupId}`, UsherJoinOpen, { id: groupId }, { done });
    if (payload) this.emit("usher-joined", { groupId });
  }

  #joining() {
    const close = (): void => void (this._isJoining = false);
    return dialog(
      { isOpen: this._isJoining, heading: this.t("groups.join"), close },
      html`<form class="stack" @submit=${this.#join} novalidate>
        ${field({
          id: "code",
          label: this.t("groups.code"),
          hint: this.t("groups.codeHint"),
          problem: this._problem,
          control: (attributes) =>
            html`<input id="code" name="code" autocomplete="off" maxlength="400" ${attributes} />`,
        })}
        <div class="bar">
          ${this.button("join", this.t("groups.join"), () => undefined, { kind: "first", submit: true })}
          ${this.button("", this.t("action.cancel"), close, { kind: "plain" })}
        </div>
      </form>`,
    );
  }

  #find(text: string): void {
    this._search = text;
    this.#pages.reset();
    this.#openPages.reset();
  }

  async #join(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const code = String(new FormData(form).get("code") ?? "").trim();
    this._problem = code ? "" : this.t("field.missing");
    if (!code) return;
    const mend = ([first]: readonly { message: string }[]): void => void (this._problem = first!.message);
    const done = ({ member }: { member: { group: { name: string } } | null }): string =>
      this.t("invitations.accepted", { group: member?.group.name ?? "" });
    const payload = await this.act("join", UsherJoin, { code }, { mend, done });
    if (!payload) return;
    this._isJoining = false;
    form.reset();
    this.emit("usher-joined", { groupId: payload.member?.group.id });
  }
}
define("usher-groups", Groups);

declare global {
  interface HTMLElementTagNameMap {
    "usher-groups": Groups;
  }
}
