/** An entry of `errors`, as the server sends it. */
export interface GraphQLError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly retryAfter?: number; readonly [name: string]: unknown };
}

/** Why there is no answer. `code` is the server's, or NETWORK, or UNREADABLE for an answer that is not GraphQL's. */
export class UsherError extends Error {
  override readonly name = "UsherError";

  constructor(
    readonly code: string,
    message: string,
    readonly errors: readonly GraphQLError[] = [],
    /** Seconds to wait before another try. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** Whether signing in again would help. */
  get isSignedOut(): boolean {
    return this.code === "UNAUTHENTICATED";
  }
}

export function refused(errors: readonly GraphQLError[], retryAfter?: number): UsherError {
  const [first] = errors;
  const { code = "UNREADABLE", retryAfter: wait = retryAfter } = first?.extensions ?? {};
  return new UsherError(code, first?.message ?? "The server sent an error without a message.", errors, wait);
}

export function asUsherError(error: unknown): UsherError {
  if (error instanceof UsherError) return error;
  return new UsherError("NETWORK", error instanceof Error ? error.message : "The connection was cut.");
}

const TRANSIENT = new Set(["NETWORK", "RETRYABLE", "RATE_LIMITED", "UNREADABLE", "INTERNAL"]);

/** Whether the same may succeed later without anybody doing anything. */
export function isTransient({ code }: UsherError): boolean {
  return TRANSIENT.has(code);
}
