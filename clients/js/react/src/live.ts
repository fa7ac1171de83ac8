import type { Client, Live, LiveOptions, Shown, TypedDocument } from "@usher-graph/client";
import { useEffect, useMemo, useSyncExternalStore } from "react";

import { useUsher } from "./provider.js";

const NOTHING = { status: "connecting", data: undefined, errors: [], error: undefined } as const;

/**
 * Reads a screen and keeps it equal to the database while the component is shown. Other variables show another page, and
 * what is shown stays until it has come; another document or other streams begin anew. Both are compared as JSON, so they
 * may be written in place.
 */
export function useLive<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  { variables, streams }: LiveOptions<Data, Variables>,
): Shown<Data> {
  const client = useUsher();
  const screen = useMemo(
    () => new Screen(client, document, { variables, streams }),
    [client, document, JSON.stringify(streams)],
  );
  useEffect(() => screen.show(variables), [screen, JSON.stringify(variables)]);
  return useSyncExternalStore(screen.subscribe, screen.current, () => NOTHING);
}

/** A screen that is open while somebody listens, as React wants it: rendering alone opens nothing. */
class Screen<Data, Variables> {
  #live: Live<Data, Variables> | undefined;
  #listeners = 0;
  #variables: Variables;
  readonly #open: (variables: Variables) => Live<Data, Variables>;

  constructor(
    client: Client,
    document: TypedDocument<Data, Variables>,
    { variables, streams }: LiveOptions<Data, Variables>,
  ) {
    this.#variables = variables;
    this.#open = (variables) => client.live(document, { variables, streams });
  }

  show(variables: Variables): void {
    if (JSON.stringify(variables) === JSON.stringify(this.#variables)) return;
    this.#variables = variables;
    this.#live?.show(variables);
  }

  current = (): Shown<Data> => this.#live?.current ?? NOTHING;

  subscribe = (changed: () => void): (() => void) => {
    this.#live ??= this.#open(this.#variables);
    this.#listeners++;
    const leave = this.#live.subscribe(changed);
    return () => {
      leave();
      if (--this.#listeners) return;
      this.#live?.stop();
      this.#live = undefined;
    };
  };
}
