import { Client, CombinedError, fetchExchange } from "@urql/core";
import { print } from "graphql";
import { createClient, type Client as Socket } from "graphql-ws";

import { Accept, BadgeStream, Decline, Invitations, MarkAllRead, Notifications, Snapshot } from "./documents";
import type { ResultOf, TadaDocumentNode } from "./graphql";

type Viewer = NonNullable<ResultOf<typeof Snapshot>["viewer"]>;
export type Badge = NonNullable<Viewer["badge"]>;
export type Notification = NonNullable<Viewer["notifications"]>["nodes"][number];
export type Invitation = NonNullable<Viewer["invitations"]>["nodes"][number];
export type Connection = "connecting" | "live" | "signed out" | "not connected";

/** What is shown; a new one after each change. */
export interface Shown {
  connection: Connection;
  /** Why it came to an end, in words; "" while it goes on. */
  reason: string;
  badge: Badge;
  notifications: ReadonlyMap<string, Notification>;
  invitations: ReadonlyMap<string, Invitation>;
}

const ZERO: Badge = { total: 0, pendingInvitations: 0, unreadNotifications: 0 };
const NOTHING: Shown = { connection: "connecting", reason: "", badge: ZERO, notifications: new Map(), invitations: new Map() };
const LONGEST_PAUSE = 10_000;

const REFUSED = new Set<unknown>(["UNAUTHENTICATED", "FORBIDDEN", "PASSWORD_REQUIRED"]);

/** The server will not let us in again with this token. */
class SignedOut extends Error {}
/** What came after our cursor is no longer kept. */
class Expired extends Error {}

/** One person's notifications and invitations, followed for as long as they are signed in. */
export class Centre {
  private shown = NOTHING;
  private stopped = false;
  private wasLive = false;
  private readonly client: Client;
  private readonly socket: Socket;

  constructor(private readonly url: string, token: string, private readonly show: (shown: Shown) => void) {
    const authorization = `Bearer ${token}`;
    this.client = new Client({
      url,
      exchanges: [fetchExchange],
      preferGetMethod: false,
      fetchOptions: { headers: { authorization }, credentials: "omit" },
    });
    // It must not subscribe again by itself: it would go on from the old cursor, and bring everything twice.
    this.socket = createClient({ url: url.replace(/^http/, "ws"), connectionParams: { authorization }, retryAttempts: 0 });
  }

  /** Take a snapshot, follow it, and start again from the last cursor whenever the line is cut. */
  async run(): Promise<void> {
    let pause = 250;
    let cursors: [string, string] | undefined;
    while (!this.stopped) {
      try {
        cursors ??= await this.snapshot();
        const at = cursors;
        await Promise.race([
          this.follow(BadgeStream, {}, (badge) => {
            pause = 250;
            this.wasLive = true;
            this.update({ badge, connection: "live" });
          }),
          this.follow(Notifications, { after: at[0] }, ({ cursor, notification: one }) => {
            at[0] = cursor;
            this.update({ notifications: one ? new Map(this.shown.notifications).set(one.id, one) : this.allRead() });
          }),
          this.follow(Invitations, { after: at[1] }, ({ cursor, invitation: one }) => {
            at[1] = cursor;
            this.update({ invitations: new Map(this.shown.invitations).set(one.id, one) });
          }),
        ]);
      } catch (error) {
        if (error instanceof SignedOut) return this.end("signed out", error.message);
        if (error instanceof Expired) cursors = undefined;
        // A line that held before is cut, and will hold again; one that never did is a wrong address.
        else if (!this.wasLive) return this.end("not connected", reason(error, this.url));
      }
      this.socket.terminate(); // the other streams as well: all begin again where they stand
      if (this.stopped) return;
      this.update({ connection: "connecting" });
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  accept = (id: string) => this.change(Accept, { id });
  decline = (id: string) => this.change(Decline, { id });
  markAllRead = () => this.change(MarkAllRead, {});

  stop(): void {
    this.end("connecting", "");
  }

  private async snapshot(): Promise<[string, string]> {
    const { data, error } = await this.client.query(Snapshot, {}).toPromise();
    const refusal = error?.graphQLErrors[0];
    if (error && !REFUSED.has(refusal?.extensions?.code)) throw error;
    if (!data?.viewer?.liveCursor) throw new SignedOut(refusal?.message ?? "This token is nobody's.");
    const { badge, notifications, invitations, liveCursor } = data.viewer;
    this.update({
      badge: badge ?? ZERO,
      notifications: new Map(notifications?.nodes.map((one) => [one.id, one])),
      invitations: new Map(invitations?.nodes.map((one) => [one.id, one])),
    });
    return [liveCursor, liveCursor];
  }

  private allRead(): ReadonlyMap<string, Notification> {
    const now = new Date().toISOString();
    return new Map([...this.shown.notifications].map(([id, one]) => [id, { ...one, readAt: one.readAt ?? now }]));
  }

  /** Hand over each event of a stream; ends by throwing. */
  private async follow<Event, Variables extends Record<string, unknown>>(
    document: TadaDocumentNode<{ event: Event }, Variables>,
    variables: Variables,
    take: (event: Event) => void,
  ): Promise<never> {
    const query = print(document);
    try {
      for await (const { data } of this.socket.iterate<{ event: Event }>({ query, variables })) {
        if (data) take(data.event);
      }
    } catch (error) {
      throw meaning(error);
    }
    throw new Error("The stream has ended.");
  }

  private async change<Input extends object>(
    document: TadaDocumentNode<{ done: { userErrors: { message: string }[] } | null }, Input>,
    input: Input,
  ): Promise<string | undefined> {
    const { data, error } = await this.client.mutation(document, input).toPromise();
    return error?.message ?? data?.done?.userErrors[0]?.message;
  }

  private update(change: Partial<Shown>): void {
    if (this.stopped) return;
    this.shown = { ...this.shown, ...change };
    this.show(this.shown);
  }

  private end(connection: Connection, reason: string): void {
    this.update({ connection, reason });
    this.stopped = true;
    void this.socket.dispose();
  }
}

/** What the end of a stream means: GraphQL errors carry a code, a closed socket its own. */
function meaning(error: unknown): unknown {
  const code = Array.isArray(error) ? error[0]?.extensions?.code : (error as { code?: number })?.code;
  if (code === "UNAUTHENTICATED" || code === 4401 || code === 4403) return new SignedOut("The session is over.");
  return code === "CURSOR_EXPIRED" ? new Expired() : error;
}

/** What to tell a person whose first attempt failed. */
function reason(error: unknown, url: string): string {
  const refusal = error instanceof CombinedError ? error.graphQLErrors[0] : undefined;
  if (refusal) return `${url} says: ${refusal.message}`;
  const status = error instanceof CombinedError ? error.response?.status : undefined;
  if (status) return `${url} answers with status ${status}, and not as GraphQL does. Is this the address of the API?`;
  const code = (error as { code?: number }).code;
  if (code) return `${url} answers questions, but closed the socket (${code}). Does a proxy let websockets through?`;
  return `${url} cannot be reached from here. Is it right, is the server running, and does its USHER_ALLOWED_ORIGINS name ${location.origin}?`;
}
