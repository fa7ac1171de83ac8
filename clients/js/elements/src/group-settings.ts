import { groupChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import {
  UsherCreateGroup,
  UsherGroupSettings,
  UsherUpdateGroup,
  type UsherGroupSettingsQuery,
  type UsherGroupSettingsQueryVariables,
} from "./group-settings.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import { choices, tick } from "./ui/choice.js";
import { byField, field, type FieldError } from "./ui/field.js";

type Group = NonNullable<UsherGroupSettingsQuery["group"]>;
type Settings = Pick<Group, "name" | "description" | "joinPolicy" | "discreet">;
const POLICIES = ["INVITE_ONLY", "OPEN"] as const;
const BLANK: Settings = { name: "", description: "", joinPolicy: "INVITE_ONLY", discreet: false };

/**
 * What a group is called, says of itself, and whom it lets in. Without `group` it makes a new one.
 *
 * @fires usher-created, usher-updated
 */
export class GroupSettings extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    _edited: { state: true },
    _problems: { state: true },
  };
  static override styles = [
    theme,
    css`
      form {
        max-inline-size: 44rem;
      }
    `,
  ];

  /** The ID of the group; left out for a new one. */
  declare group: string | undefined;
  /** What the reader has changed and not saved. */
  declare _edited: Partial<Settings>;
  declare _problems: Readonly<Record<string, string>>;
  readonly #screen = new Screen<UsherGroupSettingsQuery, UsherGroupSettingsQueryVariables>(
    this,
    () =>
      this.group
        ? { document: UsherGroupSettings, variables: { id: this.group }, streams: [groupChanges(this.group)] }
        : undefined,
    ({ group }) => (group?.viewerActions.includes("EDIT") ? group : null),
  );

  constructor() {
    super();
    this._edited = {};
    this._problems = {};
  }

  override render() {
    return this.group ? this.#screen.render(({ group }) => this.#form(group!)) : this.#form(BLANK);
  }

  #form(saved: Settings) {
    const now = { ...saved, ...this._edited };
    const isNew = !this.group;
    const isChanged = Object.keys(this._edited).length > 0;
    return html`<form class="card stack" novalidate @submit=${this.#save}>
      ${field({
        id: "name",
        label: this.t("group.name"),
        problem: this._problems.name,
        control: (attributes) =>
          html`<input
            id="name"
            maxlength="120"
            .value=${now.name}
            @input=${this.#type("name", saved)}
            ${attributes}
          />`,
      })}
      ${field({
        id: "description",
        label: this.t("group.description"),
        hint: this.t("group.descriptionHint"),
        problem: this._problems.description,
        control: (attributes) =>
          html`<textarea
            id="description"
            rows="5"
            maxlength="10000"
            .value=${now.description}
            @input=${this.#type("description", saved)}
            ${attributes}
          ></textarea>`,
      })}
      ${choices({
        name: this.t("group.joinPolicy"),
        values: POLICIES,
        chosen: now.joinPolicy,
        choose: (policy) => this.#edit("joinPolicy", policy, saved),
        label: (policy) => this.t(`policy.${policy}`),
        hint: (policy) => this.t(`policy.${policy}Hint`),
      })}
      ${tick({
        label: this.t("group.discreet"),
        hint: this.t("group.discreetHint"),
        isOn: now.discreet,
        choose: (isOn) => this.#edit("discreet", isOn, saved),
      })}
      <div class="bar">
        ${this.button("save", this.t(isNew ? "groups.create" : "action.save"), () => undefined, {
          kind: "first",
          submit: true,
          disabled: !isChanged,
        })}
        ${
          isChanged && !isNew
            ? this.button("", this.t("action.cancel"), () => this.#forget(), { kind: "plain" })
            : nothing
        }
      </div>
    </form>`;
  }

  #type(name: "name" | "description", saved: Settings) {
    return (event: Event): void => this.#edit(name, (event.target as HTMLInputElement).value, saved);
  }

  /** Keeps only what differs, so that what others change meanwhile stays theirs. */
  #edit<Name extends keyof Settings>(name: Name, value: Settings[Name], saved: Settings): void {
    const { [name]: _, ...others } = this._edited;
    this._edited = value === saved[name] ? (others as Partial<Settings>) : { ...this._edited, [name]: value };
  }

  #forget(): void {
    this._edited = {};
    this._problems = {};
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const mend = (errors: readonly FieldError[]): void => {
      this._problems = byField(errors, "name");
    };
    if (this.group) {
      const input = { groupId: this.group, ...this._edited };
      const payload = await this.act("save", UsherUpdateGroup, { input }, { mend, done: this.t("group.saved") });
      if (!payload) return;
      this.#forget();
      this.emit("usher-updated", { groupId: this.group });
    } else {
      const input = { ...BLANK, ...this._edited };
      const payload = await this.act("save", UsherCreateGroup, { input }, { mend });
      if (payload?.group) this.emit("usher-created", { groupId: payload.group.id });
    }
  }
}
define("usher-group-settings", GroupSettings);

declare global {
  interface HTMLElementTagNameMap {
    "usher-group-settings": GroupSettings;
  }
}
