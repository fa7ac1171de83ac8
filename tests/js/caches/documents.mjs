// The documents that all three clients send: screens, and each mutation and stream with the screens of its owners.
import { readFileSync } from "node:fs";
import { buildSchema, getNamedType } from "graphql";

export const SDL = readFileSync(new URL("../../../graph/schema.graphql", import.meta.url), "utf8");
const schema = buildSchema(SDL);

const FRAGMENTS = {
  members: `on Group { id name description joinPolicy memberCount viewerActions viewerActionsVersion viewerMembership { id role }
    members(first: 50) { totalCount nodes { id role viewerActions hasFullAccess seatWaitPosition account { id name }
      seat { id number } } } }`,
  resources: `on Group { id resources(first: 20) { totalCount nodes { id title updatedAt
      viewerAssignment { id completedAt } } } }`,
  invitations: `on Group { id invitations(first: 50) { totalCount nodes { id email role status sentCount delivery viewerActions
      invitedBy { id name } } } invitationCounts { id pending accepted declined cancelled expired total } }`,
  share: `on Group { id inviteCode { id code status useCount members(first: 20) { totalCount nodes { id } } } }`,
  history: `on Group { id history(first: 50) { totalCount nodes { id action subject actor { id name } } } }`,
  assignments: `on Group { id resources(first: 20) { totalCount nodes { id title updatedAt viewerAssignment { id completedAt }
      assignments(first: 20) { totalCount nodes { id completedAt member { id } } } } } }`,
  seats: `on Group { id seatPlan { id seatCount allocatedCount freeCount status policy waiting(first: 20) { totalCount
      nodes { id } } } }`,
  patients: `on Caseload { id limit count reserved remaining patients(first: 20) { totalCount nodes { id
      account { id name } } } }`,
  overview: `on Viewer { id isStaff account { id name username } badge { id total unreadNotifications pendingInvitations }
    invitations(first: 20) { totalCount nodes { id status group { id groupId name memberCount } } }
    memberships(first: 20) { totalCount nodes { id role group { id name memberCount } } }
    notifications(first: 20) { totalCount nodes { id kind readAt } } accessTokens { id name }
    assignments(first: 20) { totalCount nodes { id completedAt resource { id title } } }
    caseload { id count reserved remaining } }`,
};

const OF_MEMBERS = ["members", "resources"];
const OF_MANAGERS = ["members", "assignments", "invitations", "share", "history"];
/** The screens of a group that each role opens; the overview is everybody's. */
export const SCREENS = {
  stranger: [], invitee: [], member: OF_MEMBERS, facilitator: OF_MANAGERS,
  administrator: [...OF_MANAGERS, "seats"], staff: ["members", "seats"],
};
SCREENS.other_administrator = SCREENS.administrator;

const spread = (names) => names.map((name) => `...caches_${name}`).join(" ");
const fragments = (names) => names.map((name) => `fragment caches_${name} ${FRAGMENTS[name]}`).join("\n");

const OWNERS = { overview: (fields) => `viewer { ${fields} }`, patients: (fields) => `viewer { id caseload { ${fields} } }` };
export const screen = (name) => ({
  name: `caches${capital(name)}Query`,
  head: name in OWNERS ? "" : "($g: ID!)",
  body: (OWNERS[name] ?? ((fields) => `group(id: $g) { ${fields} }`))(spread([name])),
  kind: "query",
  uses: [name],
});

/** A mutation that selects each owner that its payload names, with the screens of a role. */
export function mutation(field, role) {
  const definition = schema.getMutationType().getFields()[field];
  const payload = getNamedType(definition.type).getFields();
  const type = definition.args[0] ? getNamedType(definition.args[0].type).name : null;
  const group = payload.group && SCREENS[role].length ? `group { id ${spread(SCREENS[role])} }` : "";
  const renamed = field === "updateProfile" ? `memberships(first: 20) { nodes { group { ${spread(SCREENS[role])} } } }` : "";
  const viewer = payload.viewer ? `viewer { ${spread(["overview"])} ${renamed} }` : "";
  const caseload = payload.caseload ? `caseload { ${spread(["patients"])} }` : "";
  const uses = [...(group || renamed ? SCREENS[role] : []), ...(viewer ? ["overview"] : []), ...(caseload ? ["patients"] : [])];
  return {
    name: `caches${capital(role)}${capital(field)}Mutation`,
    head: type ? `($input: ${type}!)` : "",
    body: `${field}${type ? "(input: $input)" : ""} { ${group} ${viewer} ${caseload} userErrors { code message } }`,
    kind: "mutation",
    uses,
  };
}

export function stream(field, role) {
  const event = getNamedType(schema.getSubscriptionType().getFields()[field].type).getFields();
  const group = event.group ? `group { id ${spread(SCREENS[role])} }` : "";
  const viewer = event.viewer ? `viewer { ${spread(["overview"])} }` : "";
  const takesGroup = schema.getSubscriptionType().getFields()[field].args.some((argument) => argument.name === "groupId");
  return {
    name: `caches${capital(role)}${capital(field)}Subscription`,
    head: takesGroup ? "($g: ID!)" : "",
    body: `${field}${takesGroup ? "(groupId: $g)" : ""} { cursor ${group} ${viewer} }`,
    kind: "subscription",
    uses: [...(group ? SCREENS[role] : []), ...(viewer ? ["overview"] : [])],
  };
}

export const text = ({ kind, name, head, body, uses }) => `${kind} ${name}${head} { ${body} }\n${fragments(uses)}`;
/** As Relay wants it: fragments apart, each once, and not masked, so that a screen reads as in other clients. */
export const forRelay = (documents) => [
  ...documents.map(({ kind, name, head, body }) =>
    `${kind} ${name}${head} { ${body.replaceAll(/\.\.\.caches_\w+/g, "$& @relay(mask: false)")} }`),
  ...Object.keys(FRAGMENTS).map((name) => fragments([name])),
];

export const possibleTypes = () =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => !type.name.startsWith("__") && (type.astNode?.kind === "InterfaceTypeDefinition"))
      .map((type) => [type.name, schema.getPossibleTypes(type).map((one) => one.name)]),
  );

const FORWARDS = { first: "Int", after: "String" };
const BACKWARDS = { last: "Int", before: "String" };
const WAYS = { Forwards: FORWARDS, Backwards: BACKWARDS, BothWays: { ...FORWARDS, ...BACKWARDS } };

/** For each list of the schema, fragments that page it forwards, backwards and both ways. */
export function pagers() {
  const found = [];
  for (const type of Object.values(schema.getTypeMap())) {
    for (const field of Object.values(type.getFields?.() ?? {})) {
      if (!getNamedType(field.type).name.endsWith("Connection")) continue;
      for (const [way, variables] of Object.entries(WAYS)) {
        const name = `pagers${type.name}${capital(field.name)}${way}`;
        const size = "first" in variables ? "first" : "last";
        const defined = Object.entries(variables).map(([one, kind]) => `${one}: {type: "${kind}"${one === size ? ", defaultValue: 10" : ""}}`);
        const given = Object.keys(variables).map((one) => `${one}: $${one}`).join(", ");
        found.push(`fragment ${name.replace("pagers", "pagers_")} on ${type.name}
          @argumentDefinitions(${defined.join(", ")}) @refetchable(queryName: "${name}PaginationQuery") {
          ${field.name}(${given}) @connection(key: "${name}_${field.name}") { edges { node { id } } } }`);
      }
    }
  }
  return found;
}

function capital(word) {
  return word.split("_").map((part) => part[0].toUpperCase() + part.slice(1)).join("");
}
