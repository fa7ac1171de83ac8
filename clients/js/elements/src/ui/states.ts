import type { UsherError } from "@usher-graph/client";
import { html, nothing, type TemplateResult } from "lit";
import { connection } from "../connection.js";
import type { UsherElement } from "../element.js";
import type { Problem } from "../messages/index.js";
import { button } from "./button.js";

/** Rows that are on their way. */
export function skeleton(label: string, rows = 3): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: rows }, () => html`<i></i>`)}
  </div>`;
}

export function empty(text: string, more: unknown = nothing): TemplateResult {
  return html`<div class="card stack" part="empty">
    <p class="soft">${text}</p>
    ${more}
  </div>`;
}

/** Why there is nothing to show, and what to do about it. */
export function failure({ t }: UsherElement, error: UsherError | undefined, again: () => void): TemplateResult {
  const code = error?.code ?? "NETWORK";
  const signIn = error?.isSignedOut && connection.hasCookie;
  return html`<div class="card stack" part="failure" role="alert">
    <p>${t.error(code)}</p>
    <div class="bar">
      ${
        signIn
          ? html`<a class="button first" href=${signInAddress()}>${t("action.signIn")}</a>`
          : button(t("action.tryAgain"), again)
      }
    </div>
  </div>`;
}

/** What is to be mended, with the page that helps. */
export function problemText(element: UsherElement, problem: Problem & { readonly url: string | null }): TemplateResult {
  return html`${element.t.problem(problem)} ${upgrade(element, problem.url)}`;
}

/** The page that helps, in a tab of its own: what is on the list here would be lost. */
export function upgrade({ t }: UsherElement, url: string | null | undefined) {
  return url ? html`<a href=${url} target="_blank" rel="noopener">${t("invite.upgrade")}</a>` : nothing;
}

/** Our own page to sign in, which leads back to where the reader is if that is ours, too. */
function signInAddress(): string {
  const { origin, pathname } = new URL(`${connection.base}/login`, location.href);
  const below = pathname.slice(0, -"/login".length);
  const isOurs = origin === location.origin && location.pathname.startsWith(`${below}/console`);
  return `${connection.base}/login${isOurs ? `?to=${encodeURIComponent(location.pathname.slice(below.length))}` : ""}`;
}
