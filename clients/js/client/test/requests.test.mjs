import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { UsherError } from "@usher-graph/client";
import { clientOf, INVITE, invite, Line, SCREEN, server, world } from "./support.mjs";

const COUNT = "query Count($id: ID!) { group(id: $id) { invitationCounts { pending } } }";

test("a mutation whose answer is lost is done once", async () => {
  const line = await Line.open();
  const client = clientOf("administrator", { url: line.url });
  const pending = async () => (await client.query(COUNT, { id: world.group })).data.group.invitationCounts.pending;
  const before = await pending();
  line.lose(2);
  await invite(client, 1);
  assert.equal(await pending(), before + 1);
  line.close();
});

test("without a key nothing that may have arrived is sent twice", async () => {
  const line = await Line.open();
  const client = clientOf("administrator", { url: line.url });
  line.lose(1);
  const input = { groupId: world.group, addresses: "once@example.org", sendMail: false };
  await assert.rejects(client.mutate(INVITE, { input }, { idempotencyKey: false }), { code: "NETWORK" });
  assert.equal(line.requests, 1);
  line.close();
});

test("a proxy that has no server behind it for a moment is waited for", async () => {
  let refusals = 2;
  const proxy = createServer(async (request, response) => {
    if (refusals-- > 0) return response.writeHead(503, { "retry-after": "1" }).end("<h1>Not now</h1>");
    const body = (await request.toArray()).join("");
    const headers = { authorization: request.headers.authorization, "content-type": "application/json" };
    const answer = await fetch(`${world.url}/graphql`, { method: "POST", headers, body });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise((done) => proxy.listen(0, "127.0.0.1", done));
  const began = Date.now();
  const { data } = await clientOf("member", { url: `http://127.0.0.1:${proxy.address().port}` }).query(
    "{ viewer { account { name } } }",
    {},
  );
  assert.equal(data.viewer.account.name, "Member");
  assert.ok(Date.now() - began >= 2_000);
  proxy.close();
});

test("an answer that holds refusals beside data is given whole", async () => {
  const { data, errors } = await clientOf("member").query(SCREEN, { id: world.group });
  assert.equal(data.group.invitations, null);
  assert.ok(errors.some(({ path }) => path.join(".") === "group.invitations"));
});

test("a refusal is an error with the server's code", async () => {
  const client = clientOf("member");
  await assert.rejects(
    client.query("query Nothing { nothing }", {}),
    (error) => error instanceof UsherError && error.code === "BAD_REQUEST",
  );
  const input = { groupId: world.group, addresses: "x@example.org" };
  await assert.rejects(client.mutate(INVITE, { input }), { code: "FORBIDDEN" });
  const elsewhere = clientOf("member", { url: "http://127.0.0.1:9" });
  const signal = AbortSignal.timeout(300);
  await assert.rejects(elsewhere.query("{ viewer { id } }", {}, { signal }));
});

test("a document that the server does not know by its ID is sent as text", async () => {
  const text = "query Mine { viewer { account { name } } }";
  const document = { id: "sha256:unknown", text };
  const { data } = await clientOf("member").query(document, {});
  assert.equal(data.viewer.account.name, "Member");
});

test("a parsed document that keeps its source is taken, too", async () => {
  const document = { kind: "Document", definitions: [], loc: { source: { body: "{ viewer { account { name } } }" } } };
  const { data } = await clientOf("member").query(document, {});
  assert.equal(data.viewer.account.name, "Member");
});

test("requests that were under way when the server went are answered by the next one", async () => {
  const client = clientOf("administrator");
  const restarted = server("restart");
  const answers = await Promise.all(Array.from({ length: 8 }, () => client.query(COUNT, { id: world.group })));
  assert.equal(new Set(answers.map(({ data }) => data.group.invitationCounts.pending)).size, 1);
  await restarted;
});
