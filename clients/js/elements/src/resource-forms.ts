import { html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import { UsherAssign, UsherMembersToAssign, UsherShareResource, UsherUpdateResource } from "./resources.documents.js";
import type { Resource } from "./resources.js";
import { theme } from "./theme.js";
import { Combobox, comboboxStyles, type Choice, type Found } from "./ui/combobox.js";
import { dialog } from "./ui/dialog.js";
import { byField, field, type FieldError } from "./ui/field.js";

const KINDS = ["PSYCHO_EDUCATION", "WORKBOOK", "LINK"] as const;
type Kind = (typeof KINDS)[number];

/** The dialogs of `usher-resources`: share, edit, assign. */
class ResourceForms extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    form: {},
    resource: { attribute: false },
    _problems: { state: true },
    _chosen: { state: true },
  };
  static override styles = [theme, comboboxStyles];

  declare group: string;
  declare form: "share" | "edit" | "assign" | undefined;
  declare resource: Resource | undefined;
  declare _problems: Readonly<Record<string, string>>;
  declare _chosen: readonly Choice[];
  readonly #box = new Combobox<Choice>(this, {
    id: "assignee",
    find: (text) => this.#find(text),
    choose: (choice) => (this._chosen = [...this._chosen, choice]),
    isEager: true,
  });

  constructor() {
    super();
    this._problems = {};
    this._chosen = [];
  }

  override render() {
    const heading =
      this.form === "assign" ? "resources.assign" : this.form === "edit" ? "resources.edit" : "resources.share";
    return dialog(
      { isOpen: this.form !== undefined, heading: this.t(heading), close: () => this.#close() },
      this.form === "assign" ? this.#assigning() : this.#writing(),
    );
  }

  #writing() {
    const { kind = "PSYCHO_EDUCATION", title = "", url = "", body = "" } = this.resource ?? {};
    return html`<form class="stack" novalidate @submit=${this.#write}>
      ${field({
        id: "kind",
        label: this.t("resources.kind"),
        control: (attributes) =>
          html`<select id="kind" name="kind" ${attributes}>
            ${KINDS.map((one) => html`<option value=${one} ?selected=${one === kind}>${this.t(`resource.${one}`)}</option>`)}
          </select>`,
      })}
      ${field({
        id: "title",
        label: this.t("resources.title"),
        problem: this._problems.title,
        control: (attributes) => html`<input id="title" name="title" maxlength="120" .value=${title} ${attributes} />`,
      })}
      ${field({
        id: "url",
        label: this.t("resources.url"),
        hint: this.t("resources.urlHint"),
        problem: this._problems.url,
        control: (attributes) =>
          html`<input id="url" name="url" type="url" maxlength="2000" .value=${url ?? ""} ${attributes} />`,
      })}
      ${field({
        id: "body",
        label: this.t("invite.body"),
        problem: this._problems.body,
        control: (attributes) =>
          html`<textarea id="body" name="body" rows="5" maxlength="10000" .value=${body} ${attributes}></textarea>`,
      })}
      ${this.#buttons("write", this.t(this.form === "edit" ? "action.save" : "resources.share"))}
    </form>`;
  }

  #assigning() {
    return html`<form class="stack" novalidate @submit=${this.#assign}>
      <p><strong dir="auto">${this.resource?.title}</strong></p>
      ${this.#box.render(this.t("resources.to"), { hint: this.t("resources.toHint") })}
      ${
        this._chosen.length
          ? html`<ul class="rows" tabindex="-1" data-home>
              ${this._chosen.map(
                ({ id, label }) =>
                  html`<li>
                    <div class="who" dir="auto">${label}</div>
                    ${this.button("", this.t("members.remove"), () => this.#drop(id), {
                      kind: "plain danger",
                      name: this.t("members.removeName", { name: label }),
                    })}
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      ${field({
        id: "due",
        label: this.t("resources.dueAt"),
        problem: this._problems.dueAt,
        control: (attributes) => html`<input id="due" name="due" type="date" ${attributes} />`,
      })}
      ${this.#buttons(
        "assign",
        this._chosen.length
          ? this.t("resources.assignTo", { count: this._chosen.length })
          : this.t("resources.assignAll"),
      )}
    </form>`;
  }

  #buttons(name: string, label: string) {
    return html`<div class="bar">
      ${this.button(name, label, () => undefined, { kind: "first", submit: true })}
      ${this.button("", this.t("action.cancel"), () => this.#close(), { kind: "plain" })}
    </div>`;
  }

  #mend = (errors: readonly FieldError[]): void => {
    this._problems = byField(errors, "title");
  };

  async #write(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
    const given = { kind: form.kind as Kind, title: form.title!, url: form.url!.trim(), body: form.body! };
    const done = this.t("resources.shared");
    const payload = this.resource
      ? await this.act(
          "write",
          UsherUpdateResource,
          { input: { resourceId: this.resource.id, ...given } },
          { mend: this.#mend, done: this.t("group.saved") },
        )
      : await this.act(
          "write",
          UsherShareResource,
          { input: { groupId: this.group, ...given, url: given.url || null } },
          { mend: this.#mend, done },
        );
    if (payload) this.#close();
  }

  async #assign(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const due = String(new FormData(event.target as HTMLFormElement).get("due") ?? "");
    const input = {
      resourceId: this.resource!.id,
      memberIds: this._chosen.length ? this._chosen.map(({ id }) => id) : null,
      dueAt: due ? new Date(`${due}T23:59:59`).toISOString() : null,
    };
    const done = this.t("resources.isAssigned");
    const payload = await this.act("assign", UsherAssign, { input }, { mend: this.#mend, done });
    if (payload) this.#close();
  }

  async #find(search: string): Promise<Found<Choice>> {
    const data = await this.ask(UsherMembersToAssign, { id: this.group, search: search || null });
    const chosen = new Set(this._chosen.map(({ id }) => id));
    const { nodes = [], pageInfo } = data?.group?.members ?? {};
    const found = nodes
      .filter(({ id }) => !chosen.has(id))
      .map(({ id, account }) => ({ id, label: account.name, detail: `@${account.username}` }));
    return Object.assign(found, { hasMore: pageInfo?.hasNextPage });
  }

  #drop(id: string): void {
    this._chosen = this._chosen.filter((one) => one.id !== id);
  }

  #close(): void {
    this._problems = {};
    this._chosen = [];
    this.#box.clear();
    this.dispatchEvent(new Event("close"));
  }
}
define("usher-resource-forms", ResourceForms);
