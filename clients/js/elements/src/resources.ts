import { groupChanges } from "@usher-graph/client";
import { css, html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import "./resource-forms.js";
import {
  UsherComplete,
  UsherRemoveResource,
  UsherReopen,
  UsherResources,
  UsherUnassign,
  type UsherResourcesQuery,
  type UsherResourcesQueryVariables,
} from "./resources.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import * as icons from "./ui/icons.js";
import { Pages } from "./ui/pages.js";
import { question, type Asked } from "./ui/question.js";
import { empty } from "./ui/states.js";

type Group = NonNullable<UsherResourcesQuery["group"]>;
export type Resource = NonNullable<Group["resources"]>["nodes"][number];
type Assignments = NonNullable<Resource["assignments"]>;

/**
 * What is shared with a group: to read and to work through, and for managers to share, assign and follow.
 *
 * @fires usher-done
 * @csspart list, resource, pages, empty
 */
export class Resources extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    _form: { state: true },
    _asked: { state: true },
  };
  static override styles = [
    theme,
    css`
      .body {
        white-space: pre-line;
        margin-block-start: 0.4rem;
      }
      .rows > li {
        padding-block: 1rem;
      }
      details {
        flex: 1 0 100%;
      }
      summary {
        cursor: pointer;
        color: var(--soft);
      }
      .assigned li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding-block: 0.3rem;
      }
      .assigned span:first-child {
        flex: 1 1 9rem;
      }
    `,
  ];

  /** The ID of the group. */
  declare group: string | undefined;
  declare _form: { readonly name: "share" | "edit" | "assign"; readonly resource?: Resource } | undefined;
  declare _asked: Asked | undefined;
  readonly #pages = new Pages(this, 10); // few, for each brings those whom it is assigned to
  readonly #screen = new Screen<UsherResourcesQuery, UsherResourcesQueryVariables>(
    this,
    () =>
      this.group
        ? {
            document: UsherResources,
            variables: { id: this.group, ...this.#pages.variables },
            streams: [groupChanges(this.group)],
          }
        : undefined,
    ({ group }) => group?.resources,
  );

  override render() {
    return this.#screen.render(({ group }) => {
      const manages = group!.viewerActions.includes("SHARE_RESOURCES");
      return html`<div class="stack">
        ${
          manages
            ? html`<div class="bar">
                ${this.button("", html`${icons.plus}${this.t("resources.share")}`, () => (this._form = { name: "share" }), { kind: "first" })}
              </div>`
            : nothing
        }
        ${this.#pages.render(group!.resources!, (one) => this.#row(one, manages), empty(this.t("resources.none")))}
        <usher-resource-forms
          .group=${group!.id}
          .form=${this._form?.name}
          .resource=${this._form?.resource}
          @close=${() => (this._form = undefined)}
        ></usher-resource-forms>
        ${question(this, this._asked, () => (this._asked = undefined))}
      </div>`;
    });
  }

  #row(one: Resource, manages: boolean) {
    const { title, kind, url, body, sharedBy, createdAt, assignments } = one;
    const by = this.t("sent.by", { name: sharedBy?.name ?? "–", date: this.date(createdAt) });
    return html`<li part="resource">
      <div class="who">
        ${
          url
            ? html`<a href=${url} target="_blank" rel="noopener noreferrer" dir="auto"><strong>${title}</strong></a>`
            : html`<strong dir="auto">${title}</strong>`
        }
        <span class="tag">${this.t(`resource.${kind}`)}</span>
        <p class="soft small">${by}</p>
        ${body ? html`<p class="body" dir="auto">${body}</p>` : nothing}
      </div>
      <div class="bar">${this.#own(one)} ${manages ? this.#actions(one) : nothing}</div>
      ${assignments?.totalCount ? this.#assigned(assignments, manages) : nothing}
    </li>`;
  }

  /** The viewer's own assignment, to be marked as done. */
  #own({ title, viewerAssignment: own }: Resource) {
    if (!own) return nothing;
    const { id, dueAt, completedAt } = own;
    const name = `own:${id}`;
    const turn = () => (completedAt ? this.act(name, UsherReopen, { id }) : this.act(name, UsherComplete, { id }));
    const label = this.t(completedAt ? "resources.reopen" : "resources.complete");
    return html`${
      completedAt
        ? html`<span class="tag good">${this.t("resources.done", { date: this.date(completedAt) })}</span>`
        : dueAt
          ? html`<span class="tag warn">${this.t("resources.due", { date: this.date(dueAt) })}</span>`
          : nothing
    }
    ${this.button(name, label, turn, {
      kind: completedAt ? "plain" : "first",
      name: `${label}: ${title}`,
    })}`;
  }

  #actions(one: Resource) {
    const name = (label: string): { kind: string; name: string } => ({ kind: "plain", name: `${label}: ${one.title}` });
    const [assign, edit, remove] = [this.t("resources.assign"), this.t("resources.edit"), this.t("members.remove")];
    return html`${this.button("", assign, () => (this._form = { name: "assign", resource: one }), name(assign))}
    ${this.button("", edit, () => (this._form = { name: "edit", resource: one }), name(edit))}
    ${this.button(`remove:${one.id}`, remove, () => this.#askRemoving(one), { ...name(remove), kind: "plain danger" })}`;
  }

  #assigned({ nodes, totalCount }: Assignments, manages: boolean) {
    const done = nodes.filter(({ completedAt }) => completedAt).length;
    const shown = nodes.length;
    return html`<details>
      <summary class="small">
        ${this.t(shown < totalCount ? "resources.progressOf" : "resources.progress", { done, count: totalCount, shown })}
      </summary>
      <ul class="assigned">
        ${nodes.map(
          ({ id, member, dueAt, completedAt }) =>
            html`<li>
              <span dir="auto">${member.account.name}</span>
              ${
                completedAt
                  ? html`<span class="tag good">${this.t("resources.done", { date: this.date(completedAt) })}</span>`
                  : dueAt
                    ? html`<span class="tag">${this.t("resources.due", { date: this.date(dueAt) })}</span>`
                    : html`<span class="tag">${this.t("resources.open")}</span>`
              }
              ${
                manages
                  ? this.button(
                      `back:${id}`,
                      this.t("resources.unassign"),
                      () => this.act(`back:${id}`, UsherUnassign, { id }),
                      {
                        kind: "plain",
                        name: `${this.t("resources.unassign")}: ${member.account.name}`,
                      },
                    )
                  : nothing
              }
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #askRemoving({ id, title }: Resource): void {
    this._asked = {
      heading: this.t("members.removeName", { name: title }),
      text: this.t("resources.removeText"),
      yes: this.t("members.remove"),
      act: () =>
        this.act(`remove:${id}`, UsherRemoveResource, { id }, { done: this.t("members.removed", { name: title }) }),
    };
  }
}
define("usher-resources", Resources);

declare global {
  interface HTMLElementTagNameMap {
    "usher-resources": Resources;
  }
}
