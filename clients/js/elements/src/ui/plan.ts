import { html, type TemplateResult } from "lit";
import type { UsherElement } from "../element.js";

interface Plan {
  readonly status: "ACTIVE" | "SCHEDULED" | "EXPIRED";
  readonly startsAt: string;
  readonly expiresAt: string;
}

/** The last moment before an end, on whose day a plan is in force: midnight ends the day before. */
export function lastMoment(end: string): string {
  return new Date(Date.parse(end) - 1).toISOString();
}

/** Whether a plan is in force, and from when or until which day. */
export function planTag(host: UsherElement, { status, startsAt, expiresAt }: Plan): TemplateResult {
  const date = host.date(status === "SCHEDULED" ? startsAt : lastMoment(expiresAt));
  return html`<span class="tag ${status === "ACTIVE" ? "good" : "warn"}">${host.t(`plan.${status}`, { date })}</span>`;
}
