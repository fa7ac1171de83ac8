import { idOf, isObject, isRows, type Fields, type Upserted } from "./upsert.js";

/**
 * What changes one object alone, and no other row of any list: the field of the event that holds it, and the arguments
 * by which a list may depend on it. Everything else, and every kind that this version does not know, is read again.
 */
const IN_PLACE: Readonly<Record<string, readonly [field: string, filters?: RegExp]>> = {
  INVITATION_UPDATED: ["invitation"],
  INVITATION_DELIVERED: ["invitation", /\bdelivery\s*:/],
  INVITATION_UNDELIVERED: ["invitation", /\bdelivery\s*:/],
  INVITATION_RESENT: ["invitation", /\b(delivery|status)\s*:/],
  ROLE_CHANGED: ["member", /\brole\s*:/],
  RESOURCE_UPDATED: ["resource", /\bkind\s*:/],
};
/** Lists that hold a row for each event. */
const LOG = /\bhistory\b/;
/** Fields of rows that may change with another row; `viewerActionsVersion` moves when they do. */
const LINKED = /\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;

/** Whether the shown page has to be read again to be equal to the database after an event. */
export function needsReading(
  text: string,
  before: unknown,
  event: unknown,
  { found, partial }: Upserted<unknown>,
): boolean {
  if (!isObject(event)) return true;
  if (typeof event.kind !== "string") return !isCurrentValue(event, found, partial);
  const [field, filters] = IN_PLACE[event.kind] ?? [];
  const subject = field === undefined ? undefined : event[field];
  const owner = event.group ?? event.viewer;
  if (!isObject(subject) || !isObject(owner) || LOG.test(text) || filters?.test(text)) return true;
  if (partial.has(idOf(subject) ?? "") || partial.has(idOf(owner) ?? "")) return true;
  return LINKED.test(text) && versionOf(before, idOf(owner)) !== owner.viewerActionsVersion;
}

/** The present value of something, as `badge` and `seatPlan` send it: all of it is here, or it was not shown before. */
function isCurrentValue(event: Fields, found: ReadonlySet<string>, partial: ReadonlySet<string>): boolean {
  const id = idOf(event) ?? "";
  return found.has(id) && !partial.has(id) && !Object.values(event).some(isRows);
}

/** The version that is shown, or a value that equals none. */
function versionOf(value: unknown, id: string | undefined): unknown {
  const object = find(value, (one) => idOf(one) === id && "viewerActionsVersion" in one);
  return object ? object.viewerActionsVersion : Symbol();
}

/** The first object in the data for which `test` holds. */
export function find(value: unknown, test: (object: Fields) => boolean): Fields | undefined {
  if (isObject(value) && test(value)) return value;
  for (const child of isObject(value) || Array.isArray(value) ? Object.values(value) : []) {
    const found = find(child, test);
    if (found) return found;
  }
  return undefined;
}
