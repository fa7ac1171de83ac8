import { html, nothing, type TemplateResult } from "lit";
import { UsherAccept, UsherDecline } from "./answer.documents.js";
import { UsherElement } from "./element.js";

interface Answerable {
  readonly id: string;
  readonly viewerActions: readonly string[];
  readonly group: { readonly name: string };
}

/** What can accept and decline invitations that are addressed to the viewer. */
export abstract class Answering extends UsherElement {
  protected answers(invitation: Answerable): TemplateResult | typeof nothing {
    const { id, viewerActions, group } = invitation;
    if (!viewerActions.includes("ACCEPT")) return nothing;
    const name = (answer: string): string => `${answer}: ${group.name}`;
    return html`<div class="bar" part="answers">
      ${this.button(`accept:${id}`, this.t("invitations.accept"), () => this.#accept(invitation), {
        kind: "first",
        name: name(this.t("invitations.accept")),
      })}
      ${this.button(`decline:${id}`, this.t("invitations.decline"), () => this.#decline(invitation), {
        name: name(this.t("invitations.decline")),
      })}
    </div>`;
  }

  async #accept({ id, group }: Answerable): Promise<void> {
    const done = this.t("invitations.accepted", { group: group.name });
    const payload = await this.act(`accept:${id}`, UsherAccept, { id }, { done });
    if (payload) this.emit("usher-accepted", { invitationId: id, groupId: payload.member?.group.id });
  }

  async #decline({ id, group }: Answerable): Promise<void> {
    const done = this.t("invitations.declined", { group: group.name });
    const payload = await this.act(`decline:${id}`, UsherDecline, { id }, { done });
    if (payload) this.emit("usher-declined", { invitationId: id });
  }
}
