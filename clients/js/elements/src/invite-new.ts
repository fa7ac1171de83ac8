import { css, html, nothing, type PropertyDeclarations } from "lit";
import "./batch.js";
import { define, UsherElement } from "./element.js";
import type { Mail } from "./invite-mail.js";
import "./invite-mail.js";
import { UsherCandidates, UsherCheck, UsherInviteMembers } from "./invite.documents.js";
import { inputOf, isSame, recipientFor, recipientOf, type Recipient, type Role } from "./recipients.js";
import { theme } from "./theme.js";
import { Combobox, comboboxStyles, type Choice } from "./ui/combobox.js";
import { problemText, upgrade } from "./ui/states.js";

interface Person extends Choice {
  readonly account: { readonly id: string; readonly name: string; readonly username: string };
}

/** More rows than anybody reads through. */
const SHOWN = 100;

/** Invite New: a list of people, each with a role, and the mail that goes to them. Part of `usher-invite`. */
class InviteNew extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    roles: { attribute: false },
    template: { attribute: false },
    left: { attribute: false },
    upgradeUrl: { attribute: false },
    _recipients: { state: true },
    _role: { state: true },
    _mail: { state: true },
    _result: { state: true },
  };
  static override styles = [
    theme,
    comboboxStyles,
    css`
      .add {
        display: grid;
        grid-template-columns: minmax(12rem, 1fr) auto auto;
        gap: 0.75rem;
        align-items: end;
      }
      @container (max-width: 34rem) {
        .add {
          grid-template-columns: 1fr auto;
        }
        .add > .field:first-child {
          grid-column: 1 / -1;
        }
      }
      .mend {
        color: var(--bad);
        font-size: 0.875rem;
      }
    `,
  ];

  declare group: string;
  declare roles: readonly Role[];
  declare template: { subject: string; body: string; repliesToInviter: boolean };
  declare left: number | null;
  declare upgradeUrl: string | null | undefined;
  declare _recipients: readonly Recipient[];
  declare _role: Role;
  declare _mail: Mail | undefined;
  declare _result: { invited: number; refused: number; batch: string | undefined } | undefined;

  readonly #box = new Combobox<Person>(this, {
    id: "who",
    find: (text) => this.#find(text),
    choose: ({ account }) => this.#add([recipientFor(account, this._role)]),
    enter: (text) => void this.#read(text),
  });

  constructor() {
    super();
    this._recipients = [];
    this._role = "MEMBER";
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // With more places than before, whoever had none is judged anew.
    const before = changed.get("left") as InviteNew["left"] | undefined;
    if (before == null || (this.left ?? Infinity) <= before) return;
    this._recipients = this._recipients.map((one) =>
      one.isListFull || one.problem?.code === "CASELOAD_FULL" ? { ...one, problem: null, isListFull: false } : one,
    );
  }

  override render() {
    return html`<div class="stack">
      ${this.#told()}
      <div class="card stack">
        <div class="add">
          ${this.#box.render(this.t("invite.who"), { hint: this.t("invite.whoHint") })}
          <select aria-label=${this.t("invite.role")} @change=${this.#setRole}>
            ${this.roles.map((role) => html`<option value=${role}>${this.t(`role.${role}`)}</option>`)}
          </select>
          ${this.button("add", this.t("invite.add"), () => this.#read(this.#box.text))}
        </div>
        ${this.#places()} ${this._recipients.length ? this.#list() : html`<p class="soft">${this.t("invite.none")}</p>`}
      </div>
      <usher-invite-mail
        .group=${this.group}
        .template=${this.template}
        .email=${this._recipients.find(({ email }) => email)?.email ?? undefined}
        @mail=${(event: CustomEvent<Mail>) => (this._mail = event.detail)}
      ></usher-invite-mail>
      <div class="bar">
        ${this.button(
          "invite",
          this.#ready.length ? this.t("invite.send", { count: this.#ready.length }) : this.t("tab.invite"),
          () => this.#invite(),
          {
            kind: "first",
            disabled: !(this.#ready.length || this.#box.text.trim()) || this._mail?.isUsable === false,
          },
        )}
      </div>
    </div>`;
  }

  get #ready(): readonly Recipient[] {
    return this._recipients.filter(({ problem }) => !problem);
  }

  #told() {
    if (!this._result) return nothing;
    const { invited, refused, batch } = this._result;
    return html`<div class="card told" role="status" tabindex="-1">
      <p>
        <strong>${this.t("invite.invited", { count: invited })}</strong>
        ${refused ? this.t("invite.refused", { count: refused }) : nothing}
        <a href=${this.page("groups", this.group, "invitations")}>${this.t("invite.see")}</a>
      </p>
      ${batch ? html`<usher-batch .batch=${batch}></usher-batch>` : nothing}
    </div>`;
  }

  #places() {
    if (this.left === null) return nothing;
    const over = this.#ready.filter(({ role }) => role === "MEMBER").length - this.left;
    return html`<p class="small ${this.left && over <= 0 ? "soft" : "mend"}">
      ${this.t("invite.left", { count: this.left })} ${over > 0 ? this.t("invite.over", { count: over }) : nothing}
      ${upgrade(this, this.upgradeUrl)}
    </p>`;
  }

  #list() {
    const more = this._recipients.length - SHOWN;
    return html`<ul class="rows" aria-label=${this.t("invite.list")} tabindex="-1" data-home>
        ${this._recipients.slice(0, SHOWN).map((one) => this.#row(one))}
      </ul>
      ${more > 0 ? html`<p class="soft">${this.t("invite.more", { count: more })}</p>` : nothing}`;
  }

  #row(one: Recipient) {
    const { key, name, text, role, problem, isListFull } = one;
    const mend = problem ? problemText(this, problem) : isListFull && this.t("invite.listFull");
    return html`<li>
      <div class="who">
        <strong dir="auto">${name ?? text}</strong>
        ${name ? html`<span class="soft small">${text}</span>` : nothing}
        ${mend ? html`<p class="mend">${mend}</p>` : nothing}
      </div>
      <select
        class="inline"
        aria-label=${this.t("members.roleOf", { name: name ?? text })}
        @change=${(event: Event) => this.#change(key, (event.target as HTMLSelectElement).value as Role)}
      >
        ${this.roles.map((each) => html`<option value=${each} .selected=${each === role}>${this.t(`role.${each}`)}</option>`)}
      </select>
      ${this.button("", this.t("members.remove"), () => this.#drop(key), {
        kind: "plain danger",
        name: this.t("members.removeName", { name: name ?? text }),
      })}
    </li>`;
  }

  async #find(search: string): Promise<readonly Person[]> {
    if (search.length < 2 || /[,;\s]@|@.*[,;\s]/.test(search)) return [];
    const data = await this.ask(UsherCandidates, { id: this.group, search });
    return (data?.group?.inviteCandidates ?? []).map(({ account, isMember, pendingInvitation }) => {
      const why = isMember ? "invite.isMember" : pendingInvitation ? "invite.isInvited" : undefined;
      const detail = `@${account.username}${why ? ` · ${this.t(why)}` : ""}`;
      return { id: account.id, label: account.name, detail, isOff: why !== undefined, account };
    });
  }

  /** Takes people onto the list, those with a problem first; who had one is judged anew. */
  #add(found: readonly Recipient[]): void {
    const right = this._recipients.filter(({ problem, isListFull }) => !problem && !isListFull);
    const fresh = found.filter((one) => !right.some((other) => isSame(one, other)));
    const kept = this._recipients.filter((one) => !fresh.some((other) => isSame(one, other)));
    const all = [...kept, ...fresh];
    this._recipients = [...all.filter(({ problem }) => problem), ...all.filter(({ problem }) => !problem)];
    this._result = undefined;
  }

  /** Has the server read what was typed or pasted, and say at once who cannot be invited. */
  async #read(text: string): Promise<void> {
    if (!text.trim()) return;
    await this.during("add", async () => {
      const input = { groupId: this.group, addresses: text, role: this._role };
      const mend = (code?: string) => code === "RATE_LIMITED" && this.#addUnread(text.trim());
      const data = await this.ask(UsherCheck, { input }, mend);
      const check = data?.checkRecipients;
      if (!check) return;
      this.#add(check.results.map(recipientOf));
      if (check.results.length) this.#box.clear();
      else {
        const [problem] = check.userErrors;
        this.refuse(problem ? this.t.problem(problem) : this.t("invite.nobody"));
      }
    });
  }

  /** Takes what looks like one address as it is: inviting judges it, too. */
  #addUnread(email: string): boolean {
    if (!/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(email)) return false;
    this.#add([recipientOf({ input: email, email, username: null, name: null, role: this._role, error: null })]);
    this.#box.clear();
    return true;
  }

  /** What was wrong may be right with another role, so it is judged anew. */
  #change(key: number, role: Role): void {
    this._recipients = this._recipients.map((one) =>
      one.key === key ? { ...one, role, problem: null, isListFull: false } : one,
    );
  }

  #drop(key: number): void {
    this._recipients = this._recipients.filter((one) => one.key !== key);
  }

  #setRole(event: Event): void {
    this._role = (event.target as HTMLSelectElement).value as Role;
  }

  async #invite(): Promise<void> {
    if (this.#box.text.trim()) await this.#read(this.#box.text);
    const sent = this.#ready;
    if (!sent.length) return;
    const { subject, body, sendMail } = this._mail ?? { subject: undefined, body: undefined, sendMail: true };
    const input = { groupId: this.group, recipients: sent.map(inputOf), subject, body, sendMail };
    const isPartial = ({ results }: { readonly results: readonly unknown[] }) => results.length > 0;
    const payload = await this.act("invite", UsherInviteMembers, { input }, { isPartial });
    if (!payload) return;
    const { invitedCount: invited, userErrors, batch } = payload;
    const refused = new Map(sent.map((one, place) => [one.key, payload.results[place]?.error ?? null]));
    this._recipients = this._recipients
      .filter(({ key, problem }) => problem || refused.get(key))
      .map((one) => ({ ...one, problem: refused.get(one.key) ?? one.problem }));
    if (!invited) return this.refuse(this.t.problem(userErrors[0]!));
    this._result = { invited, refused: userErrors.length, batch: batch?.id };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".told")?.focus();
    this.emit("usher-invited", { groupId: this.group, count: invited });
  }
}
define("usher-invite-new", InviteNew);
