import type { TypedDocument } from "./document.js";
import { Http, type Options, type Result } from "./http.js";
import type { Streams } from "./following.js";
import { Live, type Shared } from "./live.js";
import { Pauses } from "./pause.js";
import { SignIn, type ReadToken } from "./sign-in.js";
import type { Connect } from "./transport.js";
import { onWake } from "./wake.js";
import { WebSocketTransport } from "./websocket.js";

export interface ClientOptions {
  /** The address of the API; `/graphql` of the page's own origin if left out. */
  url?: string;
  /** Left out where the page shares its origin with Usher: then the cookie signs in. */
  token?: ReadToken;
  /** Where there is no WebSocket in the global scope, as in Node before 22. */
  webSocket?: unknown;
  /** How streams come: `sse` of `@usher-graph/client/sse` where websockets do not reach. */
  transport?: Connect;
}

export interface LiveOptions<Data, Variables> {
  variables: Variables;
  streams: Streams<Data>;
}

/** One person's way to Usher: everything that a page shows shares one connection. */
export class Client {
  readonly #shared: Shared;
  readonly #screens = new Set<Live<any, any>>();
  readonly #sleepOn: () => void;

  constructor({ url = "/graphql", token, webSocket, transport: connect }: ClientOptions = {}) {
    const address = new URL(url, globalThis.location?.href).href;
    const signIn = new SignIn(token);
    const transport = connect?.(address, signIn) ?? new WebSocketTransport(address, signIn, webSocket);
    this.#shared = { http: new Http(address, signIn), transport, pauses: new Pauses() };
    this.#sleepOn = onWake(() => {
      this.#shared.pauses.cut();
      transport.probe();
    });
  }

  /** Asks once; again by itself where the network or the server is away for a moment. */
  query<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options: Omit<Options, "idempotencyKey"> = {},
  ): Promise<Result<Data>> {
    return this.#shared.http.send(document, variables, options);
  }

  /** Changes something, once, however often it has to be sent. The screens show the answer at once. */
  async mutate<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    { idempotencyKey = makeKey(), signal }: Options = {},
  ): Promise<Result<Data>> {
    const result = await this.#shared.http.send(document, variables, { idempotencyKey, signal });
    for (const screen of this.#screens) screen.apply(result.data);
    return result;
  }

  /** Reads a screen, and keeps it equal to the database. */
  live<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    { variables, streams }: LiveOptions<Data, Variables>,
  ): Live<Data, Variables> {
    const screen: Live<Data, Variables> = new Live(this.#shared, document, variables, streams, () =>
      this.#screens.delete(screen),
    );
    this.#screens.add(screen);
    return screen;
  }

  /** To be called when somebody has signed in or out: forgets what is shown, and begins again. */
  signInChanged(): void {
    this.#shared.transport.cut();
    this.#shared.pauses.cut();
    for (const screen of this.#screens) screen.restart();
  }

  /** Stops all screens and closes the connection. */
  close(): void {
    this.#sleepOn();
    for (const screen of this.#screens) screen.stop();
    this.#shared.transport.close();
  }
}

function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is there on secure pages alone
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
