import { groupChanges } from "@usher-graph/client";
import { html, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "../element.js";
import { Screen } from "../screen.js";
import { seatsStyles } from "../seats-styles.js";
import { theme } from "../theme.js";
import { Combobox, comboboxStyles, type Choice, type Found } from "../ui/combobox.js";
import { face } from "../ui/person.js";
import { question, type Asked } from "../ui/question.js";
import {
  UsherAppoint,
  UsherStaffFind,
  UsherStaffGroup,
  type UsherStaffGroupQuery,
  type UsherStaffGroupQueryVariables,
} from "./staff-group.documents.js";
import { staffStyles } from "./staff-parts.js";
import "./staff-plan.js";

type Group = NonNullable<UsherStaffGroupQuery["group"]>;

/** What staff alone do with a group: its plan, and who administers it. */
class StaffGroup extends UsherElement {
  static override properties: PropertyDeclarations = { group: {}, _asked: { state: true } };
  static override styles = [theme, comboboxStyles, seatsStyles, staffStyles];

  /** The ID of the group. */
  declare group: string;
  declare _asked: Asked | undefined;
  readonly #box = new Combobox<Choice>(this, {
    id: "account",
    find: (text) => this.#find(text),
    isEager: true,
  });
  readonly #screen = new Screen<UsherStaffGroupQuery, UsherStaffGroupQueryVariables>(
    this,
    () => ({ document: UsherStaffGroup, variables: { id: this.group }, streams: [groupChanges(this.group)] }),
    ({ group }) => group?.administrators,
  );

  override render() {
    return this.#screen.render(
      ({ group }) =>
        html`<div class="screen">
          <usher-console-staff-plan .about=${group!}></usher-console-staff-plan>
          ${this.#administrators(group!)} ${question(this, this._asked, () => (this._asked = undefined))}
        </div>`,
    );
  }

  #administrators({ administrators, name }: Group) {
    const { nodes, totalCount } = administrators!;
    const more = totalCount - nodes.length;
    return html`<section class="stack">
      <h2>${this.t("staff.administrators")} <span class="soft number">${this.t.number(totalCount)}</span></h2>
      ${
        nodes.length
          ? html`<ul class="rows">
              ${nodes.map(
                ({ account }) =>
                  html`<li>
                    ${face(account.name)}
                    <div class="who">
                      <a href=${this.page("staff", account.id)} dir="auto">${account.name}</a>
                      <p class="soft small">${account.email}</p>
                    </div>
                  </li>`,
              )}
            </ul>`
          : html`<p class="note bad">${this.t("staff.noAdministrator")}</p>`
      }
      ${more > 0 ? html`<p class="soft">${this.t("invite.more", { count: more })}</p>` : ""}
      <form class="card allocate" @submit=${(event: Event) => this.#ask(event, name)}>
        ${this.#box.render(this.t("staff.account"), { hint: this.t("staff.accountHint") })}
        ${this.button("appoint", this.t("staff.appoint"), () => undefined, {
          kind: "first",
          submit: true,
          disabled: !this.#box.chosen,
        })}
      </form>
    </section>`;
  }

  async #find(search: string): Promise<Found<Choice>> {
    const data = await this.ask(UsherStaffFind, { search });
    const appointed = new Set(this.#screen.data?.group?.administrators?.nodes.map(({ account }) => account.id));
    const found = (data?.accounts?.nodes ?? []).map(({ id, name, email }) => {
      const isOff = appointed.has(id);
      return { id, label: name, detail: isOff ? this.t("staff.isAppointed") : (email ?? ""), isOff };
    });
    return Object.assign(found, { hasMore: data?.accounts?.pageInfo.hasNextPage });
  }

  #ask(event: Event, group: string): void {
    event.preventDefault();
    if (!this.#box.chosen) return;
    const { id, label: name } = this.#box.chosen;
    this._asked = {
      heading: this.t("staff.appointName", { name }),
      text: this.t("staff.appointText", { name, group }),
      yes: this.t("staff.appoint"),
      act: () => this.#appoint(id, name, group),
      isHarmless: true,
    };
  }

  async #appoint(accountId: string, name: string, group: string): Promise<void> {
    const done = this.t("staff.appointed", { name, group });
    const input = { groupId: this.group, accountId };
    if (!(await this.act("appoint", UsherAppoint, { input }, { done }))) return;
    this.#box.clear();
  }
}
define("usher-console-staff-group", StaffGroup);
