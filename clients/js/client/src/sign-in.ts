import { UsherError } from "./errors.js";

/**
 * Gives the token to sign in with, or null for nobody.
 *
 * @param refused The token that the server has refused, if that is why it is asked: give another one, or the same to give up.
 */
export type ReadToken = (refused: string | undefined) => string | null | undefined | Promise<string | null | undefined>;

/** Signs requests in with a token, or leaves it to the cookie of our own pages. */
export class SignIn {
  #refused: string | undefined;

  readonly #read: ReadToken | undefined;
  constructor(read: ReadToken | undefined) {
    this.#read = read;
  }

  /** Cookies are sent only where there is no token. */
  get credentials(): RequestCredentials {
    return this.#read ? "omit" : "include";
  }

  async token(): Promise<string | undefined> {
    if (!this.#read) return undefined;
    const token = (await this.#read(this.#refused)) ?? undefined;
    if (token !== undefined && token === this.#refused) {
      throw new UsherError("UNAUTHENTICATED", "The session is over. Sign in again.");
    }
    return token;
  }

  /** Notes that a token no longer counts; tells whether another may. */
  refuse(token: string | undefined): boolean {
    this.#refused = token;
    return this.#read !== undefined && token !== undefined;
  }
}
