import { textOf, type TypedDocument } from "./document.js";
import { asUsherError, isTransient, UsherError, type GraphQLError } from "./errors.js";
import { Following, type Streams } from "./following.js";
import type { Http, Result } from "./http.js";
import type { Pauses } from "./pause.js";
import { needsReading } from "./rows.js";
import type { Transport } from "./transport.js";
import { upsert } from "./upsert.js";

export interface Shown<Data> {
  /** `connecting` also while there is data from before; `ended` when only a person can help: see `error`. */
  readonly status: "connecting" | "live" | "ended";
  readonly data: Data | undefined;
  /** What of the data could not be read, and is null. */
  readonly errors: readonly GraphQLError[];
  /** Why it is not live. */
  readonly error: UsherError | undefined;
}

/** What a screen takes from the client that it belongs to. */
export interface Shared {
  readonly http: Http;
  readonly transport: Transport;
  readonly pauses: Pauses;
}

/** Milliseconds between two readings of a page. */
const BETWEEN = 500;
/** Milliseconds in which several events make one reading. */
const GATHER = 60;
const NOTHING = { status: "connecting", data: undefined, errors: [], error: undefined } as const;

/** The data of one screen, kept equal to the database until `stop`. */
export class Live<Data, Variables> {
  #shown: Shown<Data> = NOTHING;
  readonly #listeners = new Set<(shown: Shown<Data>) => void>();
  readonly #text: string;
  #following: Following[] | undefined;
  /** Counts beginnings; what an earlier one has set going looks whether it still counts. */
  #run = 0;
  #leave: ((error: UsherError) => void) | undefined;
  #refusals = 0;
  #request: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastReading = 0;
  #isStale = false;
  /** What came while a page was on its way, which may be older. */
  #sinceRequest: unknown[] = [];

  readonly #shared: Shared;
  readonly #document: TypedDocument<Data, Variables>;
  #variables: Variables;
  readonly #streams: Streams<Data>;
  readonly #ended: () => void;
  constructor(
    shared: Shared,
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    streams: Streams<Data>,
    ended: () => void,
  ) {
    this.#shared = shared;
    this.#document = document;
    this.#variables = variables;
    this.#streams = streams;
    this.#ended = ended;
    this.#text = textOf(document);
    this.#start();
  }

  /** What to show now. The same object until something changes. */
  get current(): Shown<Data> {
    return this.#shown;
  }

  /** Calls after each change, until the function that is returned is called. */
  subscribe(listener: (shown: Shown<Data>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows another page: reads with other variables, and follows the same streams. */
  show(variables: Variables): void {
    this.#variables = variables;
    this.refresh();
  }

  /** Reads the page again, now. */
  refresh(): void {
    this.#lastReading = 0;
    this.#isStale = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#request) this.#request.abort();
    else this.#schedule();
  }

  stop(): void {
    this.#forget();
    this.#listeners.clear();
    this.#ended();
  }

  /** Begins anew, as somebody else perhaps: forgets everything that is shown. */
  restart(): void {
    this.#forget();
    this.#update(NOTHING);
    this.#start();
  }

  /** Shows what a mutation has answered, and reads the page, since news may have come in between. */
  apply(answer: unknown): void {
    this.#sinceRequest.push(answer);
    if (this.#merge(answer).hasChanged) this.#wantReading();
  }

  #start(): void {
    void this.#keep(++this.#run);
  }

  #forget(): void {
    this.#run++;
    this.#following = undefined;
    this.#isStale = false;
    this.#refusals = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#request?.abort();
    this.#request = undefined;
    this.#leave?.(stopped());
  }

  /** Follows from a snapshot, and again from the last cursor whenever the connection is cut. */
  async #keep(run: number): Promise<void> {
    while (run === this.#run) {
      try {
        this.#following ??= await this.#snapshot();
        if (run !== this.#run) return;
        this.#schedule();
        await this.#follow(run);
      } catch (error) {
        const problem = asUsherError(error);
        if (run === this.#run && problem.code !== STOPPED) await this.#recover(problem);
      }
    }
  }

  async #recover(problem: UsherError): Promise<void> {
    const hadSnapshot = this.#following !== undefined;
    if (isTransient(problem)) this.#update({ status: "connecting", error: problem });
    else {
      this.#following = undefined; // what was allowed before may not be now: see what is left
      if (problem.code !== "CURSOR_EXPIRED") {
        if (!hadSnapshot) return this.#end({ error: problem, data: undefined });
        if (this.#refusals++) return this.#end({ error: problem });
        return;
      }
    }
    await this.#shared.pauses.pause(problem.retryAfter);
  }

  async #snapshot(): Promise<Following[]> {
    const { data } = await this.#read();
    return this.#followed(data);
  }

  /** The streams for the data: those that are followed go on, new ones begin at its cursors. */
  #followed(data: Data): Following[] {
    const streams = typeof this.#streams === "function" ? this.#streams(data) : this.#streams;
    return streams.map((stream) => this.#following?.find((one) => one.isOf(stream)) ?? new Following(stream, data));
  }

  /** Follows other streams where other rows are shown. */
  #refollow(data: Data): void {
    const before = this.#following;
    if (!before || typeof this.#streams !== "function") return;
    const now = this.#followed(data);
    if (now.length === before.length && now.every((one) => before.includes(one))) return;
    this.#following = now;
    this.#leave?.(stopped());
  }

  /** Takes every event; ends by throwing. */
  async #follow(run: number): Promise<never> {
    const leaving: (() => void)[] = [];
    try {
      return await new Promise<never>((_, reject) => {
        this.#leave = reject;
        const following = (this.#following ?? []).filter(({ isOver }) => !isOver);
        if (!following.length) this.#update({ status: "live", error: undefined });
        for (const one of following) {
          const open = () => run === this.#run && this.#opened(one);
          const event = (event: unknown) => run === this.#run && this.#take(event);
          leaving.push(one.follow(this.#shared.transport, { open, event, error: reject }));
        }
      });
    } finally {
      this.#leave = undefined;
      for (const stop of leaving) stop();
    }
  }

  #opened({ mayHaveMissed }: Following): void {
    this.#update({ status: "live", error: undefined });
    if (mayHaveMissed) this.#wantReading();
  }

  #take(event: unknown): void {
    this.#refusals = 0;
    this.#sinceRequest.push(event);
    if (this.#merge(event).isStale) this.#wantReading();
  }

  #merge(news: unknown): { isStale: boolean; hasChanged: boolean } {
    const before = this.#shown.data;
    if (before === undefined) return { isStale: false, hasChanged: false };
    const merged = upsert(before, news);
    this.#update({ data: merged.data });
    return { isStale: needsReading(this.#text, before, news, merged), hasChanged: merged.data !== before };
  }

  #wantReading(): void {
    this.#isStale = true;
    this.#schedule();
  }

  /** Reads the page soon if it is stale, at most twice a second, one reading after the other. */
  #schedule(): void {
    if (!this.#isStale || this.#timer || this.#request || !this.#following) return;
    const wait = Math.max(GATHER * Math.random(), this.#lastReading + BETWEEN - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const run = this.#run;
      this.#read().catch((error: unknown) => (run === this.#run ? this.#notRead(asUsherError(error)) : undefined));
    }, wait);
  }

  async #notRead(problem: UsherError): Promise<void> {
    if (problem.code === STOPPED) return;
    if (!isTransient(problem)) return this.#leave?.(problem);
    const run = this.#run;
    await this.#shared.pauses.pause(problem.retryAfter);
    if (run === this.#run) this.#wantReading();
  }

  async #read(): Promise<Result<Data>> {
    this.#request?.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const own = (this.#request = new AbortController());
    this.#lastReading = Date.now();
    this.#isStale = false;
    this.#sinceRequest = [];
    try {
      const result = await this.#shared.http.send<Data>(this.#document, this.#variables, { signal: own.signal }, 1);
      if (own.signal.aborted) throw stopped();
      const news = this.#sinceRequest;
      this.#update({ data: result.data, errors: result.errors });
      for (const event of news) this.#merge(event);
      this.#refollow(result.data);
      return result;
    } catch (error) {
      throw own.signal.aborted ? stopped() : error;
    } finally {
      if (this.#request === own) {
        this.#request = undefined;
        this.#schedule();
      }
    }
  }

  #end(shown: Partial<Shown<Data>>): void {
    this.#run++;
    this.#update({ ...shown, status: "ended" }); // in one step: a screen may stop at what it is told in between
  }

  #update(change: Partial<Shown<Data>>): void {
    const entries = Object.entries(change) as [keyof Shown<Data>, unknown][];
    if (entries.every(([name, value]) => this.#shown[name] === value)) return;
    this.#shown = { ...this.#shown, ...change };
    for (const listener of this.#listeners) listener(this.#shown);
  }
}

const STOPPED = "STOPPED";

function stopped(): UsherError {
  return new UsherError(STOPPED, "Something newer takes its place.");
}
