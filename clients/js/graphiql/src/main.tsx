import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { getOperationAST, Kind, parse, type DocumentNode, type OperationDefinitionNode } from "graphql";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "./page.css";

const url = location.origin + location.pathname;
const send = createGraphiQLFetcher({
  url,
  subscriptionUrl: url.replace(/^http/, "ws"),
  enableIncrementalDelivery: false,
});

/** Parses the document itself: GraphiQL does so a moment after typing, and would take a subscription for a query. */
const fetcher: Fetcher = (params, options) => {
  const operation = operationIn(params.query, params.operationName);
  if (operation?.operation !== "subscription") return send(params, options);
  const documentAST: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  return send({ ...params, operationName: operation.name?.value ?? null }, { ...options, documentAST });
};

function operationIn(query: string, name: string | null | undefined): OperationDefinitionNode | null | undefined {
  try {
    return getOperationAST(parse(query), name);
  } catch {
    return undefined; // the server says what is wrong
  }
}

createRoot(document.querySelector("#graphiql")!).render(<GraphiQL fetcher={fetcher} />);
