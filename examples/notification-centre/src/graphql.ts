import type { TypedDocument } from "@usher-graph/client";
import { initGraphQLTada, type TadaDocumentNode } from "gql.tada";
import { print } from "graphql";
import type { introspection } from "./graphql-env";

export const graphql = initGraphQLTada<{ introspection: introspection; scalars: { DateTime: string } }>();

/** The text of an operation, with its types. */
export function operation<Data, Variables>(document: TadaDocumentNode<Data, Variables>): TypedDocument<Data, Variables> {
  return print(document);
}
export type { ResultOf } from "gql.tada";
