import { viewerChanges } from "@usher-graph/client";
import { html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import {
  UsherPatients,
  UsherRemovePatient,
  type UsherPatientsQuery,
  type UsherPatientsQueryVariables,
} from "./patients.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import { caseloadFigures } from "./ui/caseload.js";
import { facts } from "./ui/facts.js";
import { Pages } from "./ui/pages.js";
import { face } from "./ui/person.js";
import { places, placesStyles } from "./ui/places.js";
import { question, type Asked } from "./ui/question.js";
import { searchField } from "./ui/search.js";
import { empty } from "./ui/states.js";

type Caseload = NonNullable<NonNullable<UsherPatientsQuery["viewer"]>["caseload"]>;
type Patient = Caseload["patients"]["nodes"][number];

/**
 * A therapist's list of patients, and the places on it.
 *
 * @fires usher-done
 * @csspart list, patient, search, pages, empty
 */
export class Patients extends UsherElement {
  static override properties: PropertyDeclarations = { _search: { state: true }, _asked: { state: true } };
  static override styles = [theme, placesStyles];

  declare _search: string;
  declare _asked: Asked | undefined;
  readonly #pages = new Pages(this);
  readonly #screen = new Screen<UsherPatientsQuery, UsherPatientsQueryVariables>(
    this,
    () => ({
      document: UsherPatients,
      variables: { ...this.#pages.variables, search: this._search || null },
      streams: [viewerChanges()],
    }),
    ({ viewer }) => viewer,
  );

  constructor() {
    super();
    this._search = "";
  }

  override render() {
    return this.#screen.render(({ viewer }) => {
      const { caseload } = viewer!;
      return caseload ? this.#draw(caseload) : empty(this.t("patients.noCaseload"));
    });
  }

  #draw(caseload: Caseload) {
    return html`<div class="stack">
      ${this.#limit(caseload)} ${searchField(this.t("patients.search"), this._search, (text) => this.#find(text))}
      ${this.#pages.render(
        caseload.patients,
        (one) => this.#row(one),
        empty(this.t(this._search ? "list.nothingFound" : "patients.none")),
      )}
      ${question(this, this._asked, () => (this._asked = undefined))}
    </div>`;
  }

  #limit(caseload: Caseload) {
    const { limit, count, reserved, remaining, upgradeUrl } = caseload;
    const isFull = remaining === 0;
    const figures = caseloadFigures(this.t, caseload);
    return html`<section class="card stack">
      <h2>${figures}</h2>
      ${limit === null ? nothing : places(figures, count + reserved, limit)}
      ${reserved ? html`<p class="soft small">${this.t("patients.reserved", { count: reserved })}</p>` : nothing}
      ${isFull ? html`<p class="note bad">${this.t("patients.full")}</p>` : nothing}
      ${
        upgradeUrl && limit !== null
          ? html`<div>
              <a class="button ${isFull ? "first" : ""}" href=${upgradeUrl}>${this.t("invite.upgrade")}</a>
            </div>`
          : nothing
      }
    </section>`;
  }

  #row({ id, account, groups, addedAt }: Patient) {
    return html`<li part="patient">
      ${face(account.name)}
      <div class="who">
        <strong dir="auto">${account.name}</strong>
        ${facts(
          `@${account.username}`,
          this.t("members.since", { date: this.date(addedAt) }),
          ...groups.map(({ id, name }) => html`<a href=${this.page("groups", id, "members")}>${name}</a>`),
        )}
      </div>
      ${this.button(`remove:${id}`, this.t("members.remove"), () => this.#askRemoving(id, account.name), {
        kind: "plain danger",
        name: this.t("members.removeName", { name: account.name }),
      })}
    </li>`;
  }

  #askRemoving(id: string, name: string): void {
    this._asked = {
      heading: this.t("members.removeName", { name }),
      text: this.t("patients.removeText"),
      yes: this.t("members.remove"),
      act: () => this.act(`remove:${id}`, UsherRemovePatient, { id }, { done: this.t("members.removed", { name }) }),
    };
  }

  #find(text: string): void {
    this._search = text;
    this.#pages.reset();
  }
}
define("usher-patients", Patients);

declare global {
  interface HTMLElementTagNameMap {
    "usher-patients": Patients;
  }
}
