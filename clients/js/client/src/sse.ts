import { asUsherError, refused, UsherError, type GraphQLError } from "./errors.js";
import { read } from "./http.js";
import type { SignIn } from "./sign-in.js";
import type { Sink, Transport } from "./transport.js";

/** Milliseconds without a word; the server sends a comment every 15 seconds. */
const PATIENCE = 20_000;

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
}

/** Streams as server-sent events, one request each: `new Client({ transport: sse })`. */
export function sse(url: string, signIn: SignIn): Transport {
  const open = new Set<EventStream>();
  return {
    subscribe(query, variables, sink) {
      const stream = new EventStream(url, signIn, sink);
      open.add(stream);
      void stream.run(JSON.stringify({ query, variables })).finally(() => open.delete(stream));
      return () => stream.leave();
    },
    probe() {
      for (const stream of open) stream.probe();
    },
    cut() {
      for (const stream of open) stream.cut();
    },
    close() {
      for (const stream of open) stream.leave();
    },
  };
}

class EventStream {
  readonly #request = new AbortController();
  #hasLeft = false;
  #lastHeard = 0;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  readonly #url: string;
  readonly #signIn: SignIn;
  readonly #sink: Sink;
  constructor(url: string, signIn: SignIn, sink: Sink) {
    this.#url = url;
    this.#signIn = signIn;
    this.#sink = sink;
  }

  async run(body: string): Promise<void> {
    let token: string | undefined;
    try {
      this.#heard();
      token = await this.#signIn.token();
      await this.#follow(body, token);
      if (!this.#hasLeft) this.#sink.complete();
    } catch (error) {
      if (!this.#hasLeft) this.#sink.error(this.#meaning(asUsherError(error), token));
    } finally {
      clearTimeout(this.#deadline);
      this.#request.abort();
    }
  }

  leave(): void {
    this.#hasLeft = true;
    this.#request.abort();
  }

  cut(): void {
    this.#request.abort();
  }

  /** Nothing can be asked of the server over this line, so what counts is when it was heard. */
  probe(): void {
    if (Date.now() - this.#lastHeard > PATIENCE) this.cut();
  }

  #heard(): void {
    this.#lastHeard = Date.now();
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.cut(), PATIENCE);
  }

  /** Ends when the stream has told everything; throws where it is refused or cut. */
  async #follow(body: string, token: string | undefined): Promise<void> {
    const headers: Record<string, string> = { accept: "text/event-stream", "content-type": "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    const { credentials } = this.#signIn;
    const { signal } = this.#request;
    const response = await fetch(this.#url, { method: "POST", headers, credentials, body, signal, cache: "no-store" });
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
      read(response, await response.text(), this.#url);
      throw new UsherError("UNREADABLE", `${this.#url} answers a subscription with something else than events.`);
    }
    this.#sink.open();
    for await (const { event, id, data } of this.#events(response)) {
      if (this.#hasLeft || event === "complete") return;
      if (event !== "next" || data === undefined) continue;
      const answer = JSON.parse(data) as Answer;
      if (!answer.data) throw refused(answer.errors ?? []);
      this.#sink.next(answer.data, id);
    }
    throw new UsherError("NETWORK", "The connection was cut.");
  }

  /** The fields of each event, as the server writes them: a line each, and an empty line after each event. */
  async *#events(response: Response): AsyncGenerator<Record<string, string>> {
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    for (let rest = ""; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#heard();
      const parts = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = parts.pop()!;
      for (const part of parts) yield Object.fromEntries(part.split("\n").map((line) => line.split(/: ?(.*)/s, 2)));
    }
  }

  #meaning(problem: UsherError, token: string | undefined): UsherError {
    const mayTryAgain = problem.isSignedOut && token !== undefined && this.#signIn.refuse(token);
    return mayTryAgain ? new UsherError("NETWORK", problem.message) : problem;
  }
}
