import { groupChanges, viewerChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import "./invite-existing.js";
import "./invite-new.js";
import { UsherInvite, type UsherInviteQuery, type UsherInviteQueryVariables } from "./invite.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";

const MODES = ["new", "existing"] as const;

/**
 * Invites people to a group: Invite New by address, username or name; Add Existing for a therapist's own patients.
 *
 * @fires usher-invited, usher-added
 */
export class Invite extends UsherElement {
  static override properties: PropertyDeclarations = { group: {}, _mode: { state: true } };
  static override styles = [
    theme,
    css`
      [role="tablist"] {
        display: inline-flex;
        gap: 0.25rem;
        padding: 0.25rem;
        border-radius: 11px;
        background: color-mix(in oklab, var(--line) 60%, transparent);
      }
      [role="tab"] {
        border-color: transparent;
        background: none;
        color: var(--soft);
        min-block-size: 2.1rem;
        padding-block: 0.2rem;
      }
      [role="tab"][aria-selected="true"] {
        background: var(--card);
        color: var(--ink);
        box-shadow: 0 1px 2px rgb(0 0 0 / 12%);
      }
    `,
  ];

  /** The ID of the group. */
  declare group: string | undefined;
  declare _mode: (typeof MODES)[number];
  readonly #screen = new Screen<UsherInviteQuery, UsherInviteQueryVariables>(
    this,
    () =>
      this.group
        ? {
            document: UsherInvite,
            variables: { id: this.group },
            streams: [viewerChanges(), groupChanges(this.group)],
          }
        : undefined,
    ({ group }) => group?.invitationTemplate,
  );

  constructor() {
    super();
    this._mode = "new";
  }

  override render() {
    return this.#screen.render((data) => this.#draw(data));
  }

  #draw({ group, viewer }: UsherInviteQuery) {
    const canGive = group!.viewerMembership?.role === "ADMINISTRATOR" || viewer?.isStaff;
    const roles = canGive ? ["MEMBER", "FACILITATOR", "ADMINISTRATOR"] : ["MEMBER", "FACILITATOR"];
    const caseload = viewer?.caseload;
    const isExisting = this._mode === "existing" && caseload;
    return html`<div class="stack">
      ${caseload ? this.#tabs() : nothing}
      <div
        id="mode"
        role=${caseload ? "tabpanel" : nothing}
        aria-labelledby=${caseload ? `mode-${this._mode}` : nothing}
      >
        ${
          caseload
            ? html`<usher-invite-existing
                ?hidden=${!isExisting}
                .group=${group!.id}
                .roles=${roles}
                .caseload=${caseload}
              ></usher-invite-existing>`
            : nothing
        }
        <usher-invite-new
          ?hidden=${isExisting}
          .group=${group!.id}
          .roles=${roles}
          .template=${group!.invitationTemplate}
          .left=${group!.caseloadRemaining}
          .upgradeUrl=${caseload?.upgradeUrl}
        ></usher-invite-new>
      </div>
    </div>`;
  }

  #tabs() {
    return html`<div>
      <div role="tablist" aria-label=${this.t("tab.invite")} @keydown=${this.#pressed}>
        ${MODES.map(
          (mode) =>
            html`<button
              type="button"
              role="tab"
              id="mode-${mode}"
              aria-controls="mode"
              aria-selected=${mode === this._mode}
              tabindex=${mode === this._mode ? 0 : -1}
              @click=${() => (this._mode = mode)}
            >
              ${this.t(`invite.${mode}`)}
            </button>`,
        )}
      </div>
    </div>`;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    this._mode = this._mode === "new" ? "existing" : "new";
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#mode-${this._mode}`)?.focus());
  }
}
define("usher-invite", Invite);

declare global {
  interface HTMLElementTagNameMap {
    "usher-invite": Invite;
  }
}
