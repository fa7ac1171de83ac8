import { groupChanges } from "@usher-graph/client";
import { html, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import { UsherHistory, type UsherHistoryQuery, type UsherHistoryQueryVariables } from "./history.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import { Pages } from "./ui/pages.js";
import { empty } from "./ui/states.js";

type Entry = NonNullable<NonNullable<UsherHistoryQuery["group"]>["history"]>["nodes"][number];
type Action = Entry["action"];

/** What the filter offers, each a part of what happens in a group. */
const FILTERS = {
  members: ["MEMBER_JOINED", "MEMBER_ADDED", "MEMBER_REMOVED", "MEMBER_LEFT", "ROLE_CHANGED", "PATIENT_REMOVED"],
  invitations: [
    "INVITATION_SENT",
    "INVITATION_RESENT",
    "INVITATION_UPDATED",
    "INVITATION_ACCEPTED",
    "INVITATION_DECLINED",
    "INVITATION_CANCELLED",
    "INVITATION_EXPIRED",
  ],
  share: ["CODE_GENERATED", "CODE_DELETED"],
  seats: [
    "SEAT_PLAN_SET",
    "SEAT_POLICY_SET",
    "SEAT_REQUESTED",
    "SEAT_REQUEST_WITHDRAWN",
    "SEAT_ALLOCATED",
    "SEAT_RELEASED",
  ],
  resources: ["RESOURCE_SHARED", "RESOURCE_UPDATED", "RESOURCE_REMOVED", "RESOURCE_ASSIGNED", "RESOURCE_UNASSIGNED"],
  edit: ["GROUP_CREATED", "GROUP_EDITED"],
} as const satisfies Record<string, readonly Action[]>;
type Filter = keyof typeof FILTERS;

/** How roles and policies stand at the end of a subject: as the API calls them. */
const ROLE = /^(.*): (ADMINISTRATOR|FACILITATOR|MEMBER)$/;
const POLICY = /^(AUTOMATIC|MANUAL)$/;

/**
 * What has happened in a group and who did it, newest first.
 *
 * @csspart list, entry, pages, empty
 */
export class History extends UsherElement {
  static override properties: PropertyDeclarations = { group: {}, _filter: { state: true } };
  static override styles = theme;

  /** The ID of the group. */
  declare group: string | undefined;
  declare _filter: Filter | "";
  readonly #pages = new Pages(this, 50);
  readonly #screen = new Screen<UsherHistoryQuery, UsherHistoryQueryVariables>(
    this,
    () =>
      this.group
        ? {
            document: UsherHistory,
            variables: {
              id: this.group,
              ...this.#pages.variables,
              action: this._filter ? FILTERS[this._filter] : null,
            },
            streams: [groupChanges(this.group)],
          }
        : undefined,
    ({ group }) => group?.history,
  );

  constructor() {
    super();
    this._filter = "";
  }

  override render() {
    return this.#screen.render(({ group }) => {
      return html`<div class="stack">
        <div class="bar">
          <select class="inline" aria-label=${this.t("sent.filter")} @change=${this.#choose}>
            <option value="">${this.t("sent.all")}</option>
            ${(Object.keys(FILTERS) as Filter[]).map((name) => html`<option value=${name}>${this.t(`tab.${name}`)}</option>`)}
          </select>
        </div>
        ${this.#pages.render(group!.history!, (one) => this.#row(one), empty(this.t("list.nothingFound")))}
      </div>`;
    });
  }

  #row(entry: Entry) {
    const { action, at, actor } = entry;
    const subject = this.#subject(entry);
    return html`<li part="entry">
      <div class="who">
        <span>${this.t(`history.${action}`, { subject })}</span>
        <p class="soft small">${actor?.name ?? this.t("history.nobody")}</p>
      </div>
      <time class="soft small number" datetime=${at}>${this.time(at)}</time>
    </li>`;
  }

  #subject({ action, subject }: Entry): string {
    switch (action) {
      case "ROLE_CHANGED":
      case "INVITATION_UPDATED":
        return subject.replace(ROLE, (_, name: string, role: "MEMBER") =>
          this.t("history.role", { name, role: this.t(`role.${role}`) }),
        );
      case "SEAT_POLICY_SET":
        return subject.replace(POLICY, (policy) => this.t(`policy.${policy as "MANUAL"}`));
      default:
        return subject;
    }
  }

  #choose(event: Event): void {
    this._filter = (event.target as HTMLSelectElement).value as Filter;
    this.#pages.reset();
  }
}
define("usher-history", History);

declare global {
  interface HTMLElementTagNameMap {
    "usher-history": History;
  }
}
