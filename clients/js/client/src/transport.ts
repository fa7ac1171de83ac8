import type { UsherError } from "./errors.js";

export interface Sink {
  /** The server listens. */
  open(): void;
  /** `data` of one answer. */
  next(data: Record<string, unknown>): void;
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
