import type { Client } from "@usher-graph/client";
import { createContext, createElement, useContext, type ReactElement, type ReactNode } from "react";

const Usher = createContext<Client | undefined>(undefined);

/** Gives a client to everything below it, so that all screens share one connection. */
export function UsherProvider({ client, children }: { client: Client; children?: ReactNode }): ReactElement {
  return createElement(Usher.Provider, { value: client }, children);
}

/** The client, for queries, mutations and `signInChanged`. */
export function useUsher(): Client {
  const client = useContext(Usher);
  if (!client) throw new Error("useUsher and useLive need a UsherProvider above them.");
  return client;
}
