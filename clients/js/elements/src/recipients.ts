import type { UsherCheckQuery } from "./invite.documents.js";
import type { Problem as Refused } from "./messages/index.js";

export type Role = "ADMINISTRATOR" | "FACILITATOR" | "MEMBER";
export type Problem = Refused & { readonly url: string | null };

/** A person on the list of whom to invite. */
export interface Recipient {
  readonly key: number;
  /** What is shown, with a name where there is one. */
  readonly text: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly username: string | null;
  readonly accountId: string | null;
  readonly role: Role;
  readonly problem: Problem | null;
  /** Whether the list of patients is full on which another keeps a place for them; who keeps it is told by inviting. */
  readonly isListFull?: boolean;
}

type Checked = NonNullable<UsherCheckQuery["checkRecipients"]>["results"][number];

let keys = 0;

export function recipientOf(checked: Checked): Recipient {
  const { input, email, username, name, role, error } = checked;
  const text = email ?? (username ? `@${username}` : input);
  const isListFull = error?.code === "CASELOAD_FULL" && !error.url;
  const problem = isListFull ? null : error;
  return { key: ++keys, text, name, email, username, accountId: null, role, problem, isListFull };
}

export function recipientFor(account: { id: string; name: string; username: string }, role: Role): Recipient {
  const { id, name, username } = account;
  return { key: ++keys, text: `@${username}`, name, email: null, username, accountId: id, role, problem: null };
}

/** The recipient as the API takes it; what is none is sent as an address, so that the server says what is wrong. */
export function inputOf({ accountId, username, email, name, text, role }: Recipient) {
  if (accountId) return { account: { accountId, role } };
  if (username) return { username: { username, role } };
  return { email: { email: email ?? text, ...(name && { name }), role } };
}

/** The same person twice is one entry. */
export function isSame(one: Recipient, other: Recipient): boolean {
  if (one.accountId && one.accountId === other.accountId) return true;
  return one.text.toLowerCase() === other.text.toLowerCase();
}
