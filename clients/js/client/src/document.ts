/** Carries the types of an operation, as graphql-codegen and gql.tada do. */
export interface Typed<Data, Variables> {
  readonly __apiType?: (variables: Variables) => Data;
}

/** An operation of which the server knows the text; it may be sent as its `id` where there is one. */
export interface TrustedDocument<Data, Variables> extends Typed<Data, Variables> {
  readonly id?: string;
  readonly text: string;
}

/** An operation: a string, what graphql-codegen makes of it, or a parsed document that keeps its source. */
export type TypedDocument<Data = unknown, Variables = Record<string, unknown>> = Typed<Data, Variables> &
  (
    | TrustedDocument<Data, Variables>
    | { readonly loc?: { readonly source: { readonly body: string } } }
    | { toString(): string }
  );

export function textOf(document: TypedDocument<any, any>): string {
  if ("text" in Object(document)) return (document as TrustedDocument<unknown, unknown>).text;
  return (document as { loc?: { source: { body: string } } }).loc?.source.body ?? String(document);
}

export function idOf(document: TypedDocument<any, any>): string | undefined {
  const { id, text } = Object(document) as { id?: string; text?: string };
  return text === undefined ? undefined : id;
}
