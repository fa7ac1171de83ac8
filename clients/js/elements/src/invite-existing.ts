import { html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import { UsherAddExisting, UsherPatientsToAdd } from "./existing.documents.js";
import type { Problem, Role } from "./recipients.js";
import { theme } from "./theme.js";
import { Combobox, comboboxStyles, type Choice, type Found } from "./ui/combobox.js";
import { face } from "./ui/person.js";
import { problemText, upgrade } from "./ui/states.js";

interface Caseload {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly upgradeUrl: string | null;
}
interface Chosen extends Choice {
  readonly problem?: Problem | undefined;
}

/** Add Existing: members from the list of patients, at once and without a mail to answer. Part of `usher-invite`. */
class InviteExisting extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    roles: { attribute: false },
    caseload: { attribute: false },
    _chosen: { state: true },
    _role: { state: true },
  };
  static override styles = [theme, comboboxStyles];

  declare group: string;
  declare roles: readonly Role[];
  declare caseload: Caseload;
  declare _chosen: readonly Chosen[];
  declare _role: Role;
  readonly #box = new Combobox<Choice>(this, {
    id: "patient",
    find: (text) => this.#find(text),
    choose: (choice) => (this._chosen = [...this._chosen, choice]),
    isEager: true,
  });

  constructor() {
    super();
    this._chosen = [];
    this._role = "MEMBER";
  }

  override render() {
    const { remaining, upgradeUrl } = this.caseload;
    return html`<div class="card stack">
      ${this.#box.render(this.t("existing.patient"), { hint: this.t("existing.hint") })}
      ${
        remaining === null
          ? nothing
          : html`<p class="small soft">${this.t("invite.left", { count: remaining })} ${upgrade(this, upgradeUrl)}</p>`
      }
      ${
        this._chosen.length
          ? html`<ul class="rows" aria-label=${this.t("invite.list")} tabindex="-1" data-home>
              ${this._chosen.map((one) => this.#row(one))}
            </ul>`
          : nothing
      }
      <div class="bar">
        <select class="inline" aria-label=${this.t("invite.role")} @change=${this.#setRole}>
          ${this.roles.map((role) => html`<option value=${role}>${this.t(`role.${role}`)}</option>`)}
        </select>
        ${this.button("add", this.t("existing.add", { count: this._chosen.length }), () => this.#add(), {
          kind: "first",
          disabled: !this._chosen.length,
        })}
      </div>
    </div>`;
  }

  #row({ id, label, detail, problem }: Chosen) {
    return html`<li>
      ${face(label)}
      <div class="who">
        <strong dir="auto">${label}</strong> <span class="soft small">${detail}</span>
        ${problem ? html`<p class="note bad small">${problemText(this, problem)}</p>` : nothing}
      </div>
      ${this.button("", this.t("members.remove"), () => this.#drop(id), {
        kind: "plain danger",
        name: this.t("members.removeName", { name: label }),
      })}
    </li>`;
  }

  async #find(search: string): Promise<Found<Choice>> {
    const data = await this.ask(UsherPatientsToAdd, { group: this.group, search: search || null });
    const chosen = new Set(this._chosen.map(({ id }) => id));
    const { nodes = [], pageInfo } = data?.viewer?.caseload?.patients ?? {};
    const found = nodes
      .filter(({ account }) => !chosen.has(account.id))
      .map(({ account }) => ({ id: account.id, label: account.name, detail: `@${account.username}` }));
    return Object.assign(found, { hasMore: pageInfo?.hasNextPage });
  }

  #drop(id: string): void {
    this._chosen = this._chosen.filter((one) => one.id !== id);
  }

  #setRole(event: Event): void {
    this._role = (event.target as HTMLSelectElement).value as Role;
  }

  async #add(): Promise<void> {
    const input = { groupId: this.group, accountIds: this._chosen.map(({ id }) => id), role: this._role };
    const payload = await this.act("add", UsherAddExisting, { input }, { isPartial: () => true });
    if (!payload) return;
    const problems = new Map(payload.userErrors.map((error) => [Number(error.path[1] ?? -1), error]));
    this._chosen = this._chosen
      .map((one, place) => ({ ...one, problem: problems.get(place) ?? problems.get(-1) }))
      .filter(({ problem }) => problem);
    const { members } = payload;
    if (members.length) this.say(this.t("existing.added", { count: members.length }));
    this.emit("usher-added", { groupId: this.group, memberIds: members.map(({ id }) => id) });
  }
}
define("usher-invite-existing", InviteExisting);
