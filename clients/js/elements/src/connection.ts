import { Client, UsherError, type GraphQLError, type ReadToken } from "@usher-graph/client";

export interface ConnectionOptions {
  /** Where Usher is, such as `https://usher.example.org`. */
  src?: string;
  /** Gives the token to sign in with; left out, the cookie signs in. */
  token?: ReadToken;
}

/** The page's one way to Usher, which all elements share. */
class Connection extends EventTarget {
  #options: ConnectionOptions = {};
  #client: Client | undefined;

  /** Where Usher is, without a slash at the end. */
  get base(): string {
    return (this.#options.src ?? "").replace(/\/+$/, "");
  }

  get client(): Client {
    return (this.#client ??= new Client({
      url: `${this.base}/graphql`,
      ...(this.#options.token && { token: this.#options.token }),
    }));
  }

  /** Whether our own pages sign in here. */
  get hasCookie(): boolean {
    return this.#options.token === undefined;
  }

  /** Sets the address or the token; elements that are shown begin anew if either is another one. */
  set(options: ConnectionOptions): void {
    const next = { ...this.#options, ...options };
    if (next.src === this.#options.src && next.token === this.#options.token) return;
    this.#options = next;
    const before = this.#client;
    this.#client = undefined;
    this.dispatchEvent(new Event("change"));
    void before?.close();
  }
}

export const connection = new Connection();

/** Says where Usher is and how to sign in, for all elements of the page. */
export function configure(options: ConnectionOptions): void {
  connection.set(options);
}

/** The client that all elements share, for what a page asks and changes itself; another one after `configure`. */
export function sharedClient(): Client {
  return connection.client;
}

/** The first error of an answer that has not what was asked for; `code` where it names none. */
export function errorOf(errors: readonly GraphQLError[], code: string): UsherError {
  return new UsherError(errors[0]?.extensions?.code ?? code, errors[0]?.message ?? "");
}
