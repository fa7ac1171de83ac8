const LONGEST = 30_000;
/** After so long without a failure the next one is a first one. */
const CALM = 10_000;

/** Waits; ends early when `signal` aborts. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) done();
  });
}

/** Milliseconds before the next try: random, so that clients that were cut together come back apart. */
export function delay(failures: number, retryAfter = 0): number {
  const most = Math.min(500 * 2 ** failures, LONGEST);
  const least = failures ? most / 2 : 0;
  return Math.max(least + Math.random() * (most - least), retryAfter * 1000);
}

/** The pauses of everything that shares one connection: whoever is cut together waits together. */
export class Pauses {
  #failures = 0;
  #ended = 0;
  #current: { over: Promise<void>; cut: AbortController } | undefined;

  pause(retryAfter?: number): Promise<void> {
    if (!this.#current) {
      if (Date.now() - this.#ended > CALM) this.#failures = 0;
      const cut = new AbortController();
      const over = sleep(delay(this.#failures++, retryAfter), cut.signal).then(() => {
        this.#current = undefined;
        this.#ended = Date.now();
      });
      this.#current = { over, cut };
    }
    return this.#current.over;
  }

  /** Goes on at once: the network is back, or somebody is looking. */
  cut(): void {
    this.#failures = 0;
    this.#current?.cut.abort();
  }
}
