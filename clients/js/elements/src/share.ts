import { groupChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import { Screen } from "./screen.js";
import {
  UsherDeleteCode,
  UsherGenerate,
  UsherShare,
  type UsherShareQuery,
  type UsherShareQueryVariables,
} from "./share.documents.js";
import { theme } from "./theme.js";
import { copy } from "./ui/copy.js";
import { dialog } from "./ui/dialog.js";
import { byField, field } from "./ui/field.js";
import { question, type Asked } from "./ui/question.js";

type Code = NonNullable<NonNullable<UsherShareQuery["group"]>["inviteCode"]>;
const DAY = 86_400_000;
const LIFETIMES = [0, 1, 7, 30, 90] as const;

/**
 * The code with which people join a group: Generate, Print, Link, Copy, Delete, and its QR code.
 *
 * @fires usher-done
 * @csspart qr, code
 */
export class Share extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    _isGenerating: { state: true },
    _problems: { state: true },
    _asked: { state: true },
  };
  static override styles = [
    theme,
    css`
      .share {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 1.5rem 2.5rem;
        align-items: start;
      }
      @container (max-width: 40rem) {
        .share {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .qr {
        background: #ffffff;
        border: 1px solid var(--line);
        border-radius: var(--round);
        padding: 0.25rem;
        inline-size: 15rem;
        max-inline-size: 100%;
      }
      .qr img {
        display: block;
        inline-size: 100%;
        image-rendering: pixelated;
        forced-color-adjust: none;
      }
      .code {
        font:
          700 1.5rem/1.3 ui-monospace,
          "SF Mono",
          Menlo,
          Consolas,
          monospace;
        letter-spacing: 0.06em;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.35rem 1.25rem;
      }
      dt {
        color: var(--soft);
      }
    `,
  ];

  /** The ID of the group. */
  declare group: string | undefined;
  declare _isGenerating: boolean;
  declare _problems: Readonly<Record<string, string>>;
  declare _asked: Asked | undefined;
  readonly #screen = new Screen<UsherShareQuery, UsherShareQueryVariables>(
    this,
    () =>
      this.group
        ? { document: UsherShare, variables: { id: this.group }, streams: [groupChanges(this.group)] }
        : undefined,
    ({ group }) => (group?.viewerActions.includes("SHARE_CODE") ? group : null),
  );

  constructor() {
    super();
    this._isGenerating = false;
    this._problems = {};
  }

  override render() {
    return this.#screen.render(({ group }) => {
      const code = group!.inviteCode;
      return html`<div class="card stack">
          ${code ? this.#shown(code) : html`<p>${this.t("share.none")}</p>`}
          <div class="bar">
            ${
              code
                ? this.button("", this.t("share.another"), () => this.#open())
                : this.button("generate", this.t("share.generate"), () => this.#generate({}), { kind: "first" })
            }
            ${code ? nothing : this.button("", this.t("share.limits"), () => this.#open(), { kind: "plain" })}
          </div>
        </div>
        ${this.#form(code)} ${question(this, this._asked, () => (this._asked = undefined))}`;
    });
  }

  #shown(code: Code) {
    return html`<div class="share">
      <div class="stack">
        <div class="bar">
          <a class="button" href=${code.printUrl} target="_blank" rel="noopener">${this.t("share.print")}</a>
          <a class="button" href=${code.url} target="_blank" rel="noopener">${this.t("share.link")}</a>
          ${this.button("", this.t("action.copy"), () => copy(this, code.url, this.t("share.copied")))}
          ${this.button("delete", this.t("share.delete"), () => this.#askDeleting(), { kind: "danger" })}
        </div>
        <p class="code" part="code">${code.code}</p>
        <p><a href=${code.url} target="_blank" rel="noopener">${code.url}</a></p>
        <dl>
          <dt>${this.t("share.status")}</dt>
          <dd>${this.t(`code.${code.status}`)}</dd>
          <dt>${this.t("share.used")}</dt>
          <dd class="number">
            ${
              code.maxUses
                ? this.t("share.usedOf", { count: code.useCount, most: code.maxUses })
                : this.t("members", { count: code.useCount })
            }
          </dd>
          ${
            code.expiresAt
              ? html`<dt>${this.t("share.until")}</dt>
                  <dd>${this.time(code.expiresAt)}</dd>`
              : nothing
          }
          ${
            code.emailDomain
              ? html`<dt>${this.t("share.domain")}</dt>
                  <dd>${code.emailDomain}</dd>`
              : nothing
          }
        </dl>
      </div>
      <figure class="qr" part="qr"><img src=${code.qrCode.pngDataUri} alt=${this.t("share.qr")} /></figure>
    </div>`;
  }

  #form(code: Code | null) {
    const limit = (id: string, extra: { label: string; hint: string; mode: string }) =>
      field({
        id,
        label: extra.label,
        hint: extra.hint,
        problem: this._problems[id],
        control: (attributes) =>
          html`<input id=${id} name=${id} inputmode=${extra.mode} autocomplete="off" ${attributes} />`,
      });
    return dialog(
      {
        isOpen: this._isGenerating,
        heading: this.t(code ? "share.another" : "share.generate"),
        close: () => (this._isGenerating = false),
      },
      html`<form class="stack" novalidate @submit=${this.#submit}>
        ${code ? html`<p class="note warn">${this.t("share.replaces")}</p>` : nothing}
        ${field({
          id: "days",
          label: this.t("share.until"),
          control: (attributes) =>
            html`<select id="days" name="days" ${attributes}>
              ${LIFETIMES.map((days) => html`<option value=${days}>${days ? this.t("share.days", { count: days }) : this.t("share.forever")}</option>`)}
            </select>`,
        })}
        ${limit("maxUses", { label: this.t("share.maxUses"), hint: this.t("share.noLimit"), mode: "numeric" })}
        ${limit("emailDomain", { label: this.t("share.domain"), hint: this.t("share.domainHint"), mode: "url" })}
        <div class="bar">
          ${this.button("generate", this.t("share.generate"), () => undefined, { kind: "first", submit: true })}
          ${this.button("", this.t("action.cancel"), () => (this._isGenerating = false), { kind: "plain" })}
        </div>
      </form>`,
    );
  }

  #open(): void {
    this._problems = {};
    this._isGenerating = true;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { days, maxUses, emailDomain } = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<
      string,
      string
    >;
    const most = maxUses?.trim();
    if (most && !/^\d{1,9}$/.test(most)) {
      this._problems = { maxUses: this.t("share.notANumber") };
      return;
    }
    void this.#generate({
      ...(Number(days) && { expiresAt: new Date(Date.now() + Number(days) * DAY).toISOString() }),
      ...(most && { maxUses: Number(most) }),
      ...(emailDomain?.trim() && { emailDomain: emailDomain.trim() }),
    });
  }

  async #generate(limits: { expiresAt?: string; maxUses?: number; emailDomain?: string }): Promise<void> {
    const input = { groupId: this.group!, ...limits };
    const payload = await this.act(
      "generate",
      UsherGenerate,
      { input },
      {
        done: this.t("share.generated"),
        ...(this._isGenerating && {
          mend: (errors) => (this._problems = byField(errors, "")),
        }),
      },
    );
    if (payload) this._isGenerating = false;
  }

  #askDeleting(): void {
    this._asked = {
      heading: this.t("share.deleteTitle"),
      text: this.t("share.deleteText"),
      yes: this.t("share.delete"),
      act: () => this.act("delete", UsherDeleteCode, { id: this.group! }, { done: this.t("share.deleted") }),
    };
  }
}
define("usher-share", Share);

declare global {
  interface HTMLElementTagNameMap {
    "usher-share": Share;
  }
}
