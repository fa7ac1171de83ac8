import { viewerChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import {
  UsherAccount,
  UsherSetPassword,
  UsherUpdateProfile,
  type UsherAccountQuery,
  type UsherAccountQueryVariables,
} from "./account.documents.js";
import { connection } from "./connection.js";
import { define, UsherElement } from "./element.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import "./tokens.js";
import { byField, field, type FieldError } from "./ui/field.js";

type Viewer = NonNullable<UsherAccountQuery["viewer"]>;
type Problems = Readonly<Record<string, string>>;

/**
 * The viewer's own account: name and username, password, access tokens for programs.
 *
 * @fires usher-done
 */
export class Account extends UsherElement {
  static override properties: PropertyDeclarations = { _problems: { state: true } };
  static override styles = [
    theme,
    css`
      form {
        max-inline-size: 34rem;
      }
    `,
  ];

  declare _problems: Problems;
  readonly #screen = new Screen<UsherAccountQuery, UsherAccountQueryVariables>(
    this,
    () => ({ document: UsherAccount, variables: {}, streams: [viewerChanges()] }),
    ({ viewer }) => viewer,
  );

  constructor() {
    super();
    this._problems = {};
  }

  override render() {
    return this.#screen.render(
      ({ viewer }) =>
        html`<div class="stack">
          ${this.#profile(viewer!)} ${this.#password()}
          <usher-tokens .tokens=${viewer!.accessTokens ?? []} .isStaff=${viewer!.isStaff}></usher-tokens>
          ${
            connection.hasCookie
              ? html`<div><a class="button" href="${connection.base}/logout">${this.t("account.logOut")}</a></div>`
              : nothing
          }
        </div>`,
    );
  }

  #profile({ account }: Viewer) {
    return html`<section class="card">
      <form class="stack" novalidate @submit=${this.#saveProfile}>
        <h2>${this.t("account.profile")}</h2>
        ${account.email ? html`<p class="soft">${account.email}</p>` : nothing}
        ${this.#input("name", this.t("group.name"), { value: account.name, autocomplete: "name" })}
        ${this.#input("username", this.t("account.username"), {
          value: account.username,
          autocomplete: "username",
          hint: this.t("account.usernameHint"),
        })}
        <div class="bar">
          ${this.button("profile", this.t("action.save"), () => undefined, { kind: "first", submit: true })}
        </div>
      </form>
    </section>`;
  }

  #password() {
    return html`<section class="card">
      <form class="stack" novalidate @submit=${this.#savePassword}>
        <h2>${this.t("account.password")}</h2>
        ${this.#input("currentPassword", this.t("account.current"), { type: "password", autocomplete: "current-password" })}
        ${this.#input("password", this.t("account.new"), {
          type: "password",
          autocomplete: "new-password",
          hint: this.t("account.passwordHint"),
        })}
        <div class="bar">
          ${this.button("password", this.t("account.setPassword"), () => undefined, { submit: true })}
        </div>
      </form>
    </section>`;
  }

  #input(id: string, label: string, more: { value?: string; type?: string; autocomplete: string; hint?: string }) {
    const { value = "", type = "text", autocomplete, hint } = more;
    const control = (attributes: unknown) =>
      html`<input
        id=${id}
        name=${id}
        type=${type}
        maxlength="1024"
        autocomplete=${autocomplete as "name"}
        .value=${value}
        ${attributes}
      />`;
    return field({ id, label, hint, problem: this._problems[id], control });
  }

  #mend = (errors: readonly FieldError[], elsewhere: string): void => {
    this._problems = byField(errors, elsewhere);
  };

  async #saveProfile(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { name, username } = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<
      string,
      string
    >;
    const options = {
      done: this.t("account.saved"),
      mend: (errors: readonly { message: string }[]) => this.#mend(errors, "name"),
    };
    if (await this.act("profile", UsherUpdateProfile, { input: { name: name!, username: username! } }, options)) {
      this._problems = {};
    }
  }

  async #savePassword(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { password, currentPassword } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const options = {
      done: this.t("account.passwordSet"),
      mend: (errors: readonly { message: string }[]) => this.#mend(errors, "currentPassword"),
    };
    const input = { password: password!, currentPassword: currentPassword! };
    if (!(await this.act("password", UsherSetPassword, { input }, options))) return;
    this._problems = {};
    form.reset();
  }
}
define("usher-account", Account);

declare global {
  interface HTMLElementTagNameMap {
    "usher-account": Account;
  }
}
