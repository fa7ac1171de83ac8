import { viewerChanges } from "@usher-graph/client";
import { html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "../element.js";
import { Screen } from "../screen.js";
import { theme } from "../theme.js";
import { caseloadFigures } from "../ui/caseload.js";
import { byField, field } from "../ui/field.js";
import { places, placesStyles } from "../ui/places.js";
import { question, type Asked } from "../ui/question.js";
import {
  UsherSetCaseload,
  UsherStaffAccount,
  type ListFragment,
  type UsherStaffAccountQuery,
  type UsherStaffAccountQueryVariables,
} from "./staff-account.documents.js";
import { consequences, notThere, staffStyles, wholeNumber } from "./staff-parts.js";

type Account = Extract<NonNullable<UsherStaffAccountQuery["node"]>, { readonly username: string }>;

/** An account as staff see it, with the limit of its list of patients. */
class StaffAccount extends UsherElement {
  static override properties: PropertyDeclarations = {
    account: {},
    _limit: { state: true },
    _problem: { state: true },
    _asked: { state: true },
  };
  static override styles = [theme, placesStyles, staffStyles];

  /** The ID of the account. */
  declare account: string;
  /** What has been typed and not saved. */
  declare _limit: string | undefined;
  declare _problem: string;
  declare _asked: Asked | undefined;
  readonly #screen = new Screen<UsherStaffAccountQuery, UsherStaffAccountQueryVariables>(
    this,
    () => ({ document: UsherStaffAccount, variables: { id: this.account }, streams: [viewerChanges()] }),
    ({ viewer }) => viewer,
  );

  constructor() {
    super();
    this._problem = "";
  }

  override render() {
    return this.#screen.render((data) => {
      const account = this.#shown(data);
      return account
        ? this.#draw(account)
        : html`<h1>${this.t("console.nothing")}</h1>
            ${notThere(this)}`;
    });
  }

  protected override updated(): void {
    const { data } = this.#screen;
    if (data) this.emit("usher-title", { title: this.#shown(data)?.name ?? this.t("console.nothing") });
  }

  #shown({ viewer, node }: UsherStaffAccountQuery): Account | undefined {
    return viewer?.isStaff && node && "username" in node ? (node as Account) : undefined;
  }

  #draw({ name, username, email, caseload }: Account) {
    return html`<p class="back"><a href=${this.page("staff")}>${this.t("staff.name")}</a></p>
      <div class="screen">
        <div>
          <h1 dir="auto">${name}</h1>
          <p class="soft">${email} · @${username}</p>
        </div>
        <section class="card stack">
          <h2>${this.t("staff.caseload")}</h2>
          ${caseload ? this.#figures(caseload) : html`<p class="soft">${this.t("staff.noCaseload")}</p>`}
          ${this.#form(name, caseload)}
        </section>
        ${question(this, this._asked, () => (this._asked = undefined))}
      </div>`;
  }

  #figures(caseload: ListFragment) {
    const { limit, count, reserved } = caseload;
    const figures = caseloadFigures(this.t, caseload);
    return html`<p>${limit === null ? `${figures}, ${this.t("staff.noLimit")}` : figures}</p>
      ${limit ? places(figures, Math.min(count + reserved, limit), limit) : nothing}
      ${reserved ? html`<p class="soft small">${this.t("patients.reserved", { count: reserved })}</p>` : nothing}`;
  }

  #form(name: string, caseload: ListFragment | null) {
    const saved = caseload?.limit?.toString() ?? "";
    return html`<form class="stack" novalidate @submit=${(event: Event) => this.#ask(event, name, caseload)}>
      ${field({
        id: "limit",
        label: this.t("staff.limit"),
        hint: this.t("staff.limitHint"),
        problem: this._problem,
        control: (attributes) =>
          html`<input
            id="limit"
            inputmode="numeric"
            autocomplete="off"
            maxlength="10"
            .value=${this._limit ?? saved}
            @input=${(event: Event) => (this._limit = (event.target as HTMLInputElement).value)}
            ${attributes}
          />`,
      })}
      <div>
        ${this.button("limit", this.t(caseload ? "staff.setLimit" : "staff.giveCaseload"), () => undefined, {
          kind: "first",
          submit: true,
          disabled: caseload !== null && (this._limit ?? saved) === saved,
        })}
      </div>
    </form>`;
  }

  #ask(event: Event, name: string, caseload: ListFragment | null): void {
    event.preventDefault();
    const limit = wholeNumber(this._limit ?? "");
    this._problem = limit === undefined ? this.t("share.notANumber") : "";
    if (limit === undefined) return;
    const taken = caseload ? caseload.count + caseload.reserved : 0;
    const lines = [limit === null ? this.t("staff.limitWillNot") : this.t("staff.limitWill", { limit })];
    if (!caseload) lines.push(this.t("staff.giveText", { name }));
    else if (limit !== null) {
      const left = limit - taken;
      lines.push(left > 0 ? this.t("staff.limitLeft", { count: left }) : this.t("staff.limitTaken", { count: taken }));
    }
    this._asked = {
      heading: `${this.t(caseload ? "staff.setLimit" : "staff.giveCaseload")}: ${name}`,
      text: consequences(lines),
      yes: this.t(caseload ? "staff.setLimit" : "staff.giveCaseload"),
      act: () => this.#set(limit),
      isHarmless: limit === null || limit > taken,
    };
  }

  async #set(limit: number | null): Promise<void> {
    const input = { accountId: this.account, limit };
    const payload = await this.act(
      "limit",
      UsherSetCaseload,
      { input },
      { done: this.t("staff.limitSet"), mend: (errors) => (this._problem = byField(errors, "limit").limit ?? "") },
    );
    if (!payload) return;
    this._limit = undefined;
    this.#screen.refresh(); // the list is another account's, whose events staff do not hear
  }
}
define("usher-console-staff-account", StaffAccount);
