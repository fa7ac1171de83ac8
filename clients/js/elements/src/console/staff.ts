import { viewerChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "../element.js";
import { Screen } from "../screen.js";
import { theme } from "../theme.js";
import { caseloadFigures } from "../ui/caseload.js";
import { linkedRows } from "../ui/linked-rows.js";
import { Pages } from "../ui/pages.js";
import { face } from "../ui/person.js";
import { planTag } from "../ui/plan.js";
import { searchField } from "../ui/search.js";
import { empty } from "../ui/states.js";
import { notThere, staffStyles } from "./staff-parts.js";
import { UsherStaff, type UsherStaffQuery, type UsherStaffQueryVariables } from "./staff.documents.js";

type Groups = NonNullable<UsherStaffQuery["groups"]>;
type Accounts = NonNullable<UsherStaffQuery["accounts"]>;

/** Where staff find a group or an account. */
class Staff extends UsherElement {
  static override properties: PropertyDeclarations = { _search: { state: true } };
  static override styles = [
    theme,
    staffStyles,
    linkedRows,
    css`
      .found {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
        gap: 1.5rem;
        align-items: start;
      }
    `,
  ];

  declare _search: string;
  readonly #groups = new Pages(this, 10);
  readonly #accounts = new Pages(this, 10);
  readonly #screen = new Screen<UsherStaffQuery, UsherStaffQueryVariables>(
    this,
    () => ({
      document: UsherStaff,
      variables: {
        search: this._search || null,
        groups: this.#groups.variables.first,
        afterGroup: this.#groups.variables.after,
        accounts: this.#accounts.variables.first,
        afterAccount: this.#accounts.variables.after,
      },
      streams: [viewerChanges()],
    }),
    ({ viewer }) => viewer,
  );

  constructor() {
    super();
    this._search = "";
  }

  override render() {
    const { data } = this.#screen;
    if (data?.viewer && !data.viewer.isStaff)
      return html`<h1>${this.t("console.nothing")}</h1>
        ${notThere(this)}`;
    return html`<h1>${this.t("staff.name")}</h1>
      ${this.#screen.render(
        ({ groups, accounts }) =>
          html`<div class="stack">
            ${searchField(this.t("staff.search"), this._search, (text) => this.#find(text))}
            <p class="soft small">${this.t("staff.searchHint")}</p>
            <div class="found">
              ${groups ? this.#drawGroups(groups) : nothing}${accounts ? this.#drawAccounts(accounts) : nothing}
            </div>
          </div>`,
      )}`;
  }

  protected override updated(): void {
    const { viewer } = this.#screen.data ?? {};
    if (viewer) this.emit("usher-title", { title: this.t(viewer.isStaff ? "staff.name" : "console.nothing") });
  }

  #drawGroups(found: Groups) {
    return html`<section class="stack">
      <h2>
        ${this.t("staff.groups")} <span class="soft number" role="status">${this.t.number(found.totalCount)}</span>
      </h2>
      ${this.#groups.render(found, (group) => this.#group(group), empty(this.t("list.nothingFound")), this.t("staff.groups"))}
    </section>`;
  }

  #group({ id, name, memberCount, seatPlan, administrators }: Groups["nodes"][number]) {
    const facts = [
      this.t("members", { count: memberCount }),
      seatPlan
        ? this.t("seats.figures", { count: seatPlan.seatCount, free: seatPlan.freeCount })
        : this.t("staff.noPlan"),
    ];
    return html`<li>
      <div class="who">
        <a href=${this.page("groups", id, "staff")} dir="auto">${name}</a>
        <p class="soft small">${facts.join(" · ")}</p>
      </div>
      ${seatPlan ? planTag(this, seatPlan) : nothing}
      ${
        administrators?.totalCount === 0
          ? html`<span class="tag bad">${this.t("staff.noAdministrator")}</span>`
          : nothing
      }
    </li>`;
  }

  #drawAccounts(found: Accounts) {
    return html`<section class="stack">
      <h2>
        ${this.t("staff.accounts")} <span class="soft number" role="status">${this.t.number(found.totalCount)}</span>
      </h2>
      ${this.#accounts.render(found, (account) => this.#account(account), empty(this.t("list.nothingFound")), this.t("staff.accounts"))}
    </section>`;
  }

  #account({ id, name, username, email, caseload }: Accounts["nodes"][number]) {
    return html`<li>
      ${face(name)}
      <div class="who">
        <a href=${this.page("staff", id)} dir="auto">${name}</a>
        <p class="soft small">${email} · @${username}</p>
        ${caseload ? html`<p class="soft small">${caseloadFigures(this.t, caseload)}</p>` : nothing}
      </div>
    </li>`;
  }

  #find(text: string): void {
    this._search = text;
    this.#groups.reset();
    this.#accounts.reset();
  }
}
define("usher-console-staff", Staff);
