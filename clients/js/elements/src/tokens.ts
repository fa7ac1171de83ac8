import { css, html, nothing, type PropertyDeclarations } from "lit";
import { UsherCreateToken, UsherRevokeToken, type UsherAccountQuery } from "./account.documents.js";
import { define, UsherElement } from "./element.js";
import { theme } from "./theme.js";
import { copy } from "./ui/copy.js";
import { dialog } from "./ui/dialog.js";
import { facts } from "./ui/facts.js";
import { field } from "./ui/field.js";
import { question, type Asked } from "./ui/question.js";

type Token = NonNullable<NonNullable<UsherAccountQuery["viewer"]>["accessTokens"]>[number];
type Scope = Token["scopes"][number];
const SCOPES = ["READ", "WRITE", "READ_ACCESS", "STAFF"] as const;
const DAY = 86_400_000;
const LIFETIMES = [0, 30, 90, 365] as const;

/** The tokens with which programs act as the viewer. Part of `usher-account`. */
class Tokens extends UsherElement {
  static override properties: PropertyDeclarations = {
    tokens: { attribute: false },
    isStaff: { attribute: false },
    _isMaking: { state: true },
    _secret: { state: true },
    _problem: { state: true },
    _asked: { state: true },
  };
  static override styles = [
    theme,
    css`
      code {
        display: block;
        padding: 0.7rem;
        border-radius: 9px;
        background: var(--tint);
        font:
          0.875rem/1.5 ui-monospace,
          Menlo,
          Consolas,
          monospace;
      }
    `,
  ];

  declare tokens: readonly Token[];
  declare isStaff: boolean;
  declare _isMaking: boolean;
  /** Shown once; nobody can read it again. */
  declare _secret: string | undefined;
  declare _problem: string;
  declare _asked: Asked | undefined;

  constructor() {
    super();
    this._isMaking = false;
    this._problem = "";
  }

  override render() {
    return html`<section class="card stack">
      <div class="bar">
        <h2 class="grow">${this.t("tokens.name")}</h2>
        ${this.button("", this.t("tokens.create"), () => (this._isMaking = true))}
      </div>
      <p class="soft small">${this.t("tokens.hint")}</p>
      ${
        this.tokens.length
          ? html`<ul class="rows" tabindex="-1" data-home>
              ${this.tokens.map((one) => this.#row(one))}
            </ul>`
          : nothing
      }
      ${this.#making()} ${question(this, this._asked, () => (this._asked = undefined))}
    </section>`;
  }

  #row({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: Token) {
    return html`<li>
      <div class="who">
        <strong dir="auto">${name}</strong>
        ${scopes.map((scope) => html`<span class="tag">${this.t(`scope.${scope}`)}</span> `)}
        ${facts(
          this.t("members.since", { date: this.date(createdAt) }),
          lastUsedAt ? this.t("tokens.used", { date: this.time(lastUsedAt) }) : this.t("tokens.unused"),
          expiresAt && this.t("invitations.until", { date: this.date(expiresAt) }),
        )}
      </div>
      ${this.button(`revoke:${id}`, this.t("tokens.revoke"), () => this.#askRevoking(id, name), {
        kind: "plain danger",
        name: `${this.t("tokens.revoke")}: ${name}`,
      })}
    </li>`;
  }

  #making() {
    const close = (): void => {
      this._isMaking = false;
      this._secret = undefined;
    };
    const heading = this.t("tokens.create");
    if (this._secret) {
      const secret = this._secret;
      return dialog(
        { isOpen: this._isMaking, heading, close },
        html`<div class="stack">
          <p>${this.t("tokens.once")}</p>
          <code>${secret}</code>
          <div class="bar">
            ${this.button("", this.t("action.copy"), () => copy(this, secret, this.t("tokens.copied")), { kind: "first" })}
            ${this.button("", this.t("action.close"), close, { kind: "plain" })}
          </div>
        </div>`,
      );
    }
    return dialog(
      { isOpen: this._isMaking, heading, close },
      html`<form class="stack" novalidate @submit=${this.#create}>
        ${field({
          id: "token",
          label: this.t("tokens.program"),
          problem: this._problem,
          control: (attributes) =>
            html`<input id="token" name="name" maxlength="120" autocomplete="off" ${attributes} />`,
        })}
        <fieldset>
          <legend>${this.t("tokens.scopes")}</legend>
          ${SCOPES.filter((scope) => scope !== "STAFF" || this.isStaff).map(
            (scope) =>
              html`<label class="choice">
                <input
                  type="checkbox"
                  name="scope"
                  value=${scope}
                  ?checked=${scope === "READ"}
                />${this.t(`scope.${scope}`)}
              </label>`,
          )}
        </fieldset>
        ${field({
          id: "days",
          label: this.t("share.until"),
          control: (attributes) =>
            html`<select id="days" name="days" ${attributes}>
              ${LIFETIMES.map((days) => html`<option value=${days}>${days ? this.t("share.days", { count: days }) : this.t("share.forever")}</option>`)}
            </select>`,
        })}
        <div class="bar">
          ${this.button("create", heading, () => undefined, { kind: "first", submit: true })}
          ${this.button("", this.t("action.cancel"), close, { kind: "plain" })}
        </div>
      </form>`,
    );
  }

  async #create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const days = Number(form.get("days"));
    const input = {
      name: String(form.get("name")),
      scopes: form.getAll("scope") as Scope[],
      expiresAt: days ? new Date(Date.now() + days * DAY).toISOString() : null,
    };
    const mend = ([first]: readonly { message: string }[]): void => void (this._problem = first!.message);
    const payload = await this.act("create", UsherCreateToken, { input }, { mend });
    if (!payload) return;
    this._problem = "";
    this._secret = payload.secret ?? undefined;
  }

  #askRevoking(id: string, name: string): void {
    this._asked = {
      heading: `${this.t("tokens.revoke")}: ${name}`,
      text: this.t("tokens.revokeText"),
      yes: this.t("tokens.revoke"),
      act: () => this.act(`revoke:${id}`, UsherRevokeToken, { id }, { done: this.t("tokens.revoked") }),
    };
  }
}
define("usher-tokens", Tokens);
