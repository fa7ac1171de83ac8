// Follows a group's invitations as server-sent events with graphql-sse and EventSource, and prints what came as JSON.
import { createClient } from "graphql-sse";
import { EventSource } from "eventsource";

const [base, token, group, query, domain] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function ask(document, variables, authorization = headers.authorization) {
  const answer = await fetch(`${base}/graphql`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const invite = (...names) =>
  ask(
    "mutation($g: ID!, $a: String!) { inviteMembers(input: {groupId: $g, addresses: $a, sendMail: false}) { invitedCount } }",
    { g: group, a: names.map((name) => `${name}@${domain}`).join(" ") },
  );
const cursor = async () => (await ask("query($g: ID!) { group(id: $g) { liveCursor } }", { g: group })).group.liveCursor;
const emailOf = (result) => result.data.invitationChanges.invitation.email.split("@")[0];

async function withGraphqlSse() {
  const client = createClient({ url: `${base}/graphql`, headers, retryAttempts: 0 });
  const after = await cursor();
  await invite("a1", "a2");
  const heard = [];
  for await (const result of client.iterate({ query, variables: { g: group, a: after } })) {
    heard.push(emailOf(result));
    if (heard.length === 2) invite("a3");
    if (heard.length === 3) break;
  }
  const refused = [];
  for await (const result of client.iterate({ query, variables: { g: "R3JvdXA6OTk5OTk5OTk5", a: null } })) refused.push(result);
  const rejected = await new Promise((done) =>
    client.subscribe({ query: "subscription {" }, { next: done, complete: done, error: (error) => done(error.response.status) }),
  );
  client.dispose();
  return { heard, refused: refused.map(({ errors }) => errors[0].extensions.code), rejected, revoked: await untilRevoked() };
}

/** What graphql-sse hears with a token that is revoked meanwhile. */
async function untilRevoked() {
  const { secret, accessToken } = await newToken();
  const client = createClient({ url: `${base}/graphql`, headers: { authorization: `Bearer ${secret}` }, retryAttempts: 0 });
  const after = await cursor();
  await invite("d1");
  const heard = [];
  for await (const result of client.iterate({ query, variables: { g: group, a: after } })) {
    heard.push(result.errors ? result.errors[0].extensions.code : emailOf(result));
    if (heard.length === 1) revoke(accessToken);
  }
  return heard;
}

const newToken = async () =>
  (await ask('mutation { createAccessToken(input: {name: "sse", scopes: [READ]}) { secret accessToken { id } } }', {})).createAccessToken;
const revoke = ({ id }) =>
  ask("mutation($i: ID!) { revokeAccessToken(input: {id: $i}) { userErrors { code } } }", { i: id });

/** An EventSource whose connection can be cut, and what it has heard. */
function source(authorization, after) {
  const parameters = { documentId: "invitations", variables: JSON.stringify({ g: group, a: after }) };
  const found = { heard: [], ids: [], requests: [], ended: null, cut: () => {} };
  found.source = new EventSource(`${base}/graphql?${new URLSearchParams(parameters)}`, {
    fetch: async (input, init) => {
      found.requests.push(init.headers["Last-Event-ID"] ?? null);
      const answer = await fetch(input, { ...init, headers: { ...init.headers, authorization } });
      const line = new TransformStream({
        start: (end) => (found.cut = () => end.error(new TypeError("cut"))),
      });
      answer.body.pipeTo(line.writable).catch(() => {});
      return new Response(line.readable, answer);
    },
  });
  found.source.addEventListener("next", (event) => {
    const result = JSON.parse(event.data);
    if (result.errors) found.ended = result.errors[0].extensions.code;
    else found.heard.push(emailOf(result)) && found.ids.push(event.lastEventId);
  });
  found.completed = new Promise((done) => found.source.addEventListener("complete", done));
  found.until = async (count) => {
    while (found.heard.length < count) await pause(20);
  };
  return found;
}

async function withEventSource() {
  const after = await cursor();
  const following = source(headers.authorization, after);
  await invite("b1", "b2");
  await following.until(2);
  following.cut();
  await invite("b3", "b4");
  await following.until(4);
  await invite("b5");
  await following.until(5);
  following.source.close();
  const { heard, ids, requests } = following;
  return { heard, distinct: new Set(ids).size, resumed: requests.length === 2 && requests[1] === ids[1], first: requests[0] };
}

async function withRevokedToken() {
  const { secret, accessToken } = await newToken();
  const following = source(`Bearer ${secret}`, await cursor());
  await invite("c1");
  await following.until(1);
  await revoke(accessToken);
  await following.completed;
  await invite("c2");
  await pause(4000); // an EventSource left to itself is back after three seconds
  const { heard, ended, requests } = following;
  following.source.close();
  return { heard, ended, requests: requests.length };
}

const found = {
  "graphql-sse": await withGraphqlSse(),
  EventSource: await withEventSource(),
  revoked: await withRevokedToken(),
};
console.log(JSON.stringify(found));
process.exit(0);
