/** A screen of the console, as its address says: `/console/groups/ID/members`. */
export interface Route {
  readonly name:
    "home" | "new" | "group" | "invitations" | "notifications" | "patients" | "account" | "staff" | "nothing";
  /** The ID of the group, or of the account that staff look at. */
  readonly id?: string;
  readonly tab?: string;
}

const NAMES = new Set(["new", "invitations", "notifications", "patients", "account"]);

/** @param path Within the console: empty, or from a slash on. */
export function routeOf(path: string): Route {
  const [name = "", id, tab, ...rest] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (!name) return { name: "home" };
  if (name === "groups" && id && !rest.length) return { name: "group", id, tab: tab ?? "members" };
  if (name === "staff" && !tab) return { name, ...(id && { id }) };
  if (NAMES.has(name) && !id) return { name: name as Route["name"] };
  return { name: "nothing" };
}

/** The address that a press on a link leads to within the console; undefined where the browser has to follow it. */
export function pathOfPress(event: MouseEvent, base: string): string | undefined {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
  if (!isPlain || event.defaultPrevented || !link || link.target || link.origin !== location.origin) return undefined;
  const isWithin = link.pathname === base || link.pathname.startsWith(`${base}/`);
  return isWithin ? link.pathname + link.search : undefined;
}
