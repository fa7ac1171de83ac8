import { idOf, textOf, type TypedDocument } from "./document.js";
import { asUsherError, refused, UsherError, type GraphQLError } from "./errors.js";
import { delay, sleep } from "./pause.js";
import type { SignIn } from "./sign-in.js";

/** What was answered. Fields that the caller may not read are null, and named in `errors`. */
export interface Result<Data> {
  readonly data: Data;
  readonly errors: readonly GraphQLError[];
}

export interface Options {
  signal?: AbortSignal | undefined;
  /** Lets a mutation be sent again without being done twice; made by itself where left out, false for none. */
  idempotencyKey?: string | false;
}

interface Request {
  documentId?: string;
  query?: string;
  variables?: unknown;
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLError[];
}

const TRIES = 5;
const LONGEST_WAIT = 10;
const ACCEPT = "application/graphql-response+json, application/json;q=0.9";
const AWAY = new Set([502, 503, 504]);

export class Http {
  /** Set where the server turned out not to know our documents: it is of another version than this client. */
  #sendsText = false;

  readonly #url: string;
  readonly #signIn: SignIn;
  constructor(url: string, signIn: SignIn) {
    this.#url = url;
    this.#signIn = signIn;
  }

  #request(document: TypedDocument<any, any>, variables: unknown): Request {
    const id = this.#sendsText ? undefined : idOf(document);
    return id ? { documentId: id, variables } : { query: textOf(document), variables };
  }

  /** Sends until there is an answer; what may have arrived only if its key is not false. */
  async send<Data>(
    document: TypedDocument<Data, any>,
    variables: unknown,
    { signal, idempotencyKey }: Options = {},
    tries = TRIES,
  ): Promise<Result<Data>> {
    for (let failures = 0; ; failures++) {
      const request = this.#request(document, variables);
      try {
        return (await this.#signedIn(request, idempotencyKey, signal)) as Result<Data>;
      } catch (error) {
        if (signal?.aborted) throw error;
        const problem = asUsherError(error);
        if (request.documentId && problem.code === "BAD_REQUEST") {
          this.#sendsText = true;
          continue;
        }
        const wasNotDone = problem.code === "RETRYABLE" || problem.code === "RATE_LIMITED";
        const mayRepeat = wasNotDone || (problem.code === "NETWORK" && idempotencyKey !== false);
        if (!mayRepeat || failures + 1 >= tries || (problem.retryAfter ?? 0) > LONGEST_WAIT) throw problem;
        await sleep(delay(failures, problem.retryAfter), signal);
      }
    }
  }

  async #signedIn(request: Request, key: Options["idempotencyKey"], signal: AbortSignal | undefined) {
    const token = await this.#signIn.token();
    try {
      return await this.#once(request, token, key, signal);
    } catch (error) {
      if (!asUsherError(error).isSignedOut || !this.#signIn.refuse(token)) throw error;
      return this.#once(request, await this.#signIn.token(), key, signal);
    }
  }

  async #once(
    request: Request,
    token: string | undefined,
    key: Options["idempotencyKey"],
    signal: AbortSignal | undefined,
  ): Promise<Result<unknown>> {
    const headers: Record<string, string> = { accept: ACCEPT, "content-type": "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    if (key) headers["idempotency-key"] = key;
    const { credentials } = this.#signIn;
    const response = await fetch(this.#url, {
      method: "POST",
      headers,
      credentials,
      body: JSON.stringify(request),
      signal: signal ?? null,
    });
    return read(response, await response.text(), this.#url);
  }
}

/** What an answer says; throws what was refused as a whole, and what is no answer. */
export function read(response: Response, body: string, url: string): Result<unknown> {
  const retryAfter = Number(response.headers.get("retry-after")) || undefined;
  let answer: Answer;
  try {
    answer = JSON.parse(body) as Answer;
    if (!answer.data && !answer.errors) throw new SyntaxError();
  } catch {
    const code = AWAY.has(response.status) ? "NETWORK" : "UNREADABLE";
    throw new UsherError(
      code,
      `${url} answers with status ${response.status}, and not as GraphQL does.`,
      [],
      retryAfter,
    );
  }
  const { data, errors = [] } = answer;
  const isRefused = errors.length > 0 && Object.values(data ?? {}).every((value) => value === null);
  if (!data || isRefused) throw refused(errors, retryAfter);
  return { data, errors };
}
