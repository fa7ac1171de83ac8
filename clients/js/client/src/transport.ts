import type { UsherError } from "./errors.js";
import type { SignIn } from "./sign-in.js";

export interface Sink {
  /** The server listens. */
  open(): void;
  /** `data` of one answer, and the event's ID, which is its cursor, where there are any. */
  next(data: Record<string, unknown>, id?: string): void;
  /** The stream was refused or cut. */
  error(error: UsherError): void;
  /** The stream has told everything. */
  complete(): void;
}

/** Carries streams; none of them is begun again by itself. */
export interface Transport {
  subscribe(query: string, variables: object, sink: Sink): () => void;
  /** Makes sure that the connection still holds, and cuts it if it does not. */
  probe(): void;
  /** Cuts everything that is open. */
  cut(): void;
  close(): void;
}

export type Connect = (url: string, signIn: SignIn) => Transport;
