import { viewerChanges } from "@usher-graph/client";
import { css, html, nothing } from "lit";
import { UsherMarkRead } from "./bell.documents.js";
import { define, UsherElement } from "./element.js";
import { notificationRow, notificationStyles } from "./notification-row.js";
import {
  UsherNotifications,
  type UsherNotificationsQuery,
  type UsherNotificationsQueryVariables,
} from "./notifications.documents.js";
import { Screen } from "./screen.js";
import { theme } from "./theme.js";
import { Pages } from "./ui/pages.js";
import { empty } from "./ui/states.js";

/** All notifications of the viewer, newest first. */
export class Notifications extends UsherElement {
  static override styles = [
    theme,
    notificationStyles,
    css`
      .rows > li {
        display: block;
        padding: 0;
      }
    `,
  ];

  readonly #pages = new Pages(this);
  readonly #screen = new Screen<UsherNotificationsQuery, UsherNotificationsQueryVariables>(
    this,
    () => ({
      document: UsherNotifications,
      variables: { ...this.#pages.variables, unreadOnly: false },
      streams: [viewerChanges()],
    }),
    ({ viewer }) => viewer?.notifications,
  );

  override render() {
    return this.#screen.render(({ viewer }) => {
      return html`<div class="stack">
        ${
          viewer?.badge?.unreadNotifications
            ? html`<div class="bar">
                ${this.button("all", this.t("bell.readAll"), () => this.#read({ all: true }))}
              </div>`
            : nothing
        }
        ${this.#pages.render(
          viewer!.notifications!,
          (one) => html`<li>${notificationRow(this, one, () => this.#read({ ids: [one.id] }))}</li>`,
          empty(this.t("bell.empty")),
        )}
      </div>`;
    });
  }

  async #read(input: { all: true } | { ids: string[] }): Promise<void> {
    await this.act("all" in input ? "all" : "one", UsherMarkRead, { input });
  }
}
define("usher-notifications", Notifications);
