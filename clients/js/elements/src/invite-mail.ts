import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import { UsherPreview, type UsherPreviewQuery } from "./invite.documents.js";
import { theme } from "./theme.js";
import { tick } from "./ui/choice.js";
import { field } from "./ui/field.js";

/** What goes to those who are invited; subject and body are undefined while they are the template's. */
export interface Mail {
  readonly subject: string | undefined;
  readonly body: string | undefined;
  readonly sendMail: boolean;
  readonly isUsable: boolean;
}

type Preview = NonNullable<NonNullable<UsherPreviewQuery["group"]>["invitationPreview"]>;

const PLACEHOLDERS = ["@register_url", "@group_name", "@inviter_name", "@recipient_name", "@site_name"];
const LINK = "@register_url";
const QUIET = 300;

/** What the mail's HTML shows, without its head: its styles are not ours. Its links lead nowhere: they are the recipient's. */
function parts(letter: string): Element[] {
  const { body } = new DOMParser().parseFromString(letter.slice(letter.indexOf("<body")), "text/html");
  for (const link of body.querySelectorAll("a")) link.removeAttribute("href");
  return [...body.children];
}

/** The invitation's mail: its text with placeholders, and how it will arrive. Part of `usher-invite`. */
class InviteMail extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    template: { attribute: false },
    email: { attribute: false },
    _subject: { state: true },
    _body: { state: true },
    _sendMail: { state: true },
    _preview: { state: true },
  };
  static override styles = [
    theme,
    css`
      summary {
        cursor: pointer;
        font-weight: 600;
        min-block-size: 1.75rem;
      }
      details[open] > summary {
        margin-block-end: 1rem;
      }
      details[open] + .missing {
        display: none;
      }
      .mail {
        border: 1px solid var(--line);
        border-radius: 10px;
        overflow: hidden;
      }
      .mail dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.15rem 1rem;
        padding: 0.8rem 1rem;
        background: var(--tint);
      }
      .mail dt {
        color: var(--soft);
      }
      .letter,
      .small {
        padding: 1rem;
      }
      .letter p,
      .small p {
        margin-block: 0 0.75rem;
      }
      .small {
        border-block-start: 1px solid var(--line);
        color: var(--soft);
        font-size: 0.8125rem;
      }
      .mail a {
        color: var(--accent);
        text-decoration: underline;
      }
      .mail .button {
        display: inline-block;
        padding: 0.5rem 1.25rem;
        border-radius: 8px;
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
        text-decoration: none;
      }
      .holders {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
      }
      .holders button {
        min-block-size: 1.9rem;
        padding: 0.1rem 0.6rem;
        font:
          500 0.8125rem ui-monospace,
          monospace;
      }
    `,
  ];

  declare group: string;
  declare template: { readonly subject: string; readonly body: string; readonly repliesToInviter: boolean };
  declare email: string | undefined;
  declare _subject: string | undefined;
  declare _body: string | undefined;
  declare _sendMail: boolean;
  declare _preview: Preview | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;

  constructor() {
    super();
    this._sendMail = true;
  }

  override render() {
    const body = this._body ?? this.template.body;
    return html`<div class="card stack">
      ${tick({
        label: this.t("invite.sendMail"),
        hint: this.t("invite.sendMailHint") + (this.template.repliesToInviter ? ` ${this.t("invite.replies")}` : ""),
        isOn: this._sendMail,
        choose: (isOn) => this.#setMail(isOn),
      })}
      ${
        this._sendMail
          ? html`<details>
                <summary>${this.t("invite.template")}</summary>
                <div class="stack">${this.#subject()} ${this.#body(body)}</div>
              </details>
              ${body.includes(LINK) ? nothing : html`<p class="note bad missing">${this.t("invite.linkMissing")}</p>`}
              <details @toggle=${this.#toggled}>
                <summary>${this.t("invite.preview")}</summary>
                ${this._preview ? this.#drawn(this._preview) : html`<p class="soft">${this.t("state.loading")}</p>`}
              </details>`
          : nothing
      }
    </div>`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("email")) this.#look();
  }

  #subject() {
    const control = (attributes: unknown) =>
      html`<input
        id="subject"
        maxlength="200"
        .value=${this._subject ?? this.template.subject}
        @input=${(event: Event) => this.#edit("_subject", event)}
        ${attributes}
      />`;
    return field({ id: "subject", label: this.t("invite.subject"), problem: this.#problem("subject"), control });
  }

  #body(body: string) {
    const control = (attributes: unknown) =>
      html`<textarea
        id="body"
        rows="9"
        maxlength="10000"
        .value=${body}
        @input=${(event: Event) => this.#edit("_body", event)}
        ${attributes}
      ></textarea>`;
    const problem = body.includes(LINK) ? this.#problem("body") : this.t("invite.linkMissing");
    return html`${field({ id: "body", label: this.t("invite.body"), hint: this.t("invite.bodyHint"), problem, control })}
      <div class="holders" role="group" aria-label=${this.t("invite.placeholders")}>
        ${PLACEHOLDERS.map((holder) => this.button("", holder, () => this.#insert(holder)))}
        ${
          this._body === undefined && this._subject === undefined
            ? nothing
            : this.button("", this.t("invite.restore"), () => this.#restore())
        }
      </div>`;
  }

  #problem(name: string): string | undefined {
    const problem = this._preview?.problems.find(({ path }) => path.includes(name));
    return problem && this.t.problem(problem);
  }

  #drawn({ to, subject, html: letter }: Preview) {
    return html`<div class="mail">
      <dl>
        <dt>${this.t("invite.to")}</dt>
        <dd>${to}</dd>
        <dt>${this.t("invite.subject")}</dt>
        <dd dir="auto"><strong>${subject}</strong></dd>
      </dl>
      <div dir="auto">${parts(letter)}</div>
    </div>`;
  }

  #edit(name: "_subject" | "_body", event: Event): void {
    this[name] = (event.target as HTMLInputElement).value;
    this.#tell();
  }

  /** Puts a placeholder where the cursor is. */
  #insert(holder: string): void {
    const area = this.renderRoot.querySelector<HTMLTextAreaElement>("#body")!;
    area.setRangeText(holder, area.selectionStart, area.selectionEnd, "end");
    this._body = area.value;
    area.focus();
    this.#tell();
  }

  #restore(): void {
    this._body = this._subject = undefined;
    this.#tell();
  }

  #setMail(isOn: boolean): void {
    this._sendMail = isOn;
    this.#tell();
  }

  #toggled(event: Event): void {
    this.#isShown = (event.target as HTMLDetailsElement).open;
    if (this.#isShown && !this._preview) this.#look(0);
  }

  #tell(): void {
    this.#look();
    const { _subject: subject, _body: body, _sendMail: sendMail } = this;
    const isUsable = !sendMail || (body ?? LINK).includes(LINK);
    this.dispatchEvent(new CustomEvent<Mail>("mail", { detail: { subject, body, sendMail, isUsable } }));
  }

  /** Has the server fill in the mail, a moment after the last key. */
  #look(quiet = QUIET): void {
    clearTimeout(this.#timer);
    if (!this.#isShown && this._body === undefined && this._subject === undefined) return;
    this.#timer = setTimeout(async () => {
      const { group: id, email = null, _subject: subject = null, _body: body = null } = this;
      const data = await this.ask(UsherPreview, { id, email, subject, body });
      this._preview = data?.group?.invitationPreview ?? undefined;
    }, quiet);
  }
}
define("usher-invite-mail", InviteMail);
