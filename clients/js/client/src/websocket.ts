import { createClient, type Client } from "graphql-ws/client";

import { asUsherError, refused, UsherError, type GraphQLError } from "./errors.js";
import type { SignIn } from "./sign-in.js";
import type { Sink, Transport } from "./transport.js";

const BEAT = 12_000;
const PATIENCE = 5_000;
const UNAUTHORIZED = 4401;
const FORBIDDEN = 4403;

/** All streams over one websocket, opened with the first and closed after the last. */
export class WebSocketTransport implements Transport {
  readonly #client: Client;
  #socket: WebSocket | undefined;
  #token: string | undefined;
  #failure: UsherError | undefined;
  #isConnected = false;
  #beat: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting = new Set<Sink>();

  readonly #signIn: SignIn;
  constructor(url: string, signIn: SignIn, webSocket: unknown) {
    this.#signIn = signIn;
    this.#client = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: webSocket,
      retryAttempts: 0, // it would go on from the old cursor
      lazyCloseTimeout: 2_000,
      connectionParams: () => this.#parameters(),
      on: {
        opened: (socket) => {
          this.#socket = socket as WebSocket;
        },
        connected: () => this.#connected(),
        message: () => this.#heard(),
        closed: () => this.#closed(),
      },
    });
  }

  subscribe(query: string, variables: object, sink: Sink): () => void {
    if (this.#isConnected) queueMicrotask(() => sink.open());
    else this.#waiting.add(sink);
    const leave = this.#client.subscribe<Record<string, unknown>>(
      { query, variables: { ...variables } },
      {
        next: ({ data, errors }) => {
          if (data) sink.next(data);
          else sink.error(refused((errors ?? []) as readonly GraphQLError[]));
        },
        error: (reason) => {
          this.#waiting.delete(sink);
          sink.error(this.#meaning(reason));
        },
        complete: () => sink.complete(),
      },
    );
    return () => {
      this.#waiting.delete(sink);
      leave();
    };
  }

  probe(): void {
    if (!this.#isConnected || this.#deadline) return;
    this.#deadline = setTimeout(() => this.cut(), PATIENCE);
    this.#socket?.send('{"type":"ping"}');
  }

  cut(): void {
    this.#client.terminate();
  }

  close(): void {
    void this.#client.dispose();
  }

  async #parameters(): Promise<Record<string, string>> {
    this.#failure = undefined;
    try {
      this.#token = await this.#signIn.token();
    } catch (error) {
      this.#failure = asUsherError(error); // the socket would pass on only its message
      throw error;
    }
    return this.#token ? { authorization: `Bearer ${this.#token}` } : {};
  }

  #connected(): void {
    this.#isConnected = true;
    this.#beat = setInterval(() => this.probe(), BEAT);
    for (const sink of this.#waiting) sink.open();
    this.#waiting.clear();
  }

  #heard(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  #closed(): void {
    this.#isConnected = false;
    this.#heard();
    clearInterval(this.#beat);
  }

  /** What the end means: GraphQL errors carry a code, a closed socket its own. */
  #meaning(reason: unknown): UsherError {
    if (this.#failure) return this.#failure;
    if (Array.isArray(reason)) return refused(reason as GraphQLError[]);
    const { code, reason: why, message } = reason as { code?: number; reason?: string; message?: string };
    if (code === UNAUTHORIZED || code === FORBIDDEN) {
      const mayTryAgain = this.#signIn.refuse(this.#token);
      return new UsherError(mayTryAgain ? "NETWORK" : "UNAUTHENTICATED", why || "The session is over. Sign in again.");
    }
    return new UsherError("NETWORK", why || message || `The connection was closed (${code}).`);
  }
}
