export { Client, type ClientOptions, type LiveOptions } from "./client.js";
export { type TrustedDocument, type Typed, type TypedDocument } from "./document.js";
export { UsherError, type GraphQLError } from "./errors.js";
export { type Stream, type Streams } from "./following.js";
export { type Options, type Result } from "./http.js";
export { type Live, type Shown } from "./live.js";
export { type ReadToken } from "./sign-in.js";
export { groupChanges, viewerChanges } from "./streams.js";
export { type Connect } from "./transport.js";
