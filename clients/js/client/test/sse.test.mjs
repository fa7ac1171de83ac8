import assert from "node:assert/strict";
import { test } from "node:test";
import { sse } from "@usher-graph/client/sse";
import { clientOf, equalsDatabase, invite, Line, live, SCREEN, server, world } from "./support.mjs";

const CHANGES = `subscription Changes($groupId: ID!, $after: String) {
  groupChanges(groupId: $groupId, after: $after) { kind } }`;

test("the ID of an event is its cursor, also where the cursor is not selected", async () => {
  const line = await Line.open();
  const client = clientOf("administrator", { url: line.url, transport: sse });
  const streams = [{ document: CHANGES, variables: { groupId: world.group } }];
  const screen = client.live(SCREEN, { variables: { id: world.group }, streams });
  await live(screen);
  const acting = clientOf("facilitator");
  await invite(acting, 3);
  await equalsDatabase(screen, SCREEN, { id: world.group });
  const aMoment = () => new Promise((done) => setTimeout(done, 1_500)); // in which a page would be read again
  await aMoment();
  const { requests } = line;
  await server("expire"); // all but the newest event
  await live(screen);
  await aMoment();
  assert.equal(line.requests, requests);
  await client.close();
  await acting.close();
  line.close();
});
