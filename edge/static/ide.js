// The page of the IDE: a query or mutation on the left, a live subscription beside it, the schema on the right.
import { showSchema } from "./docs.js";
import { openStream } from "./stream.js";

const $ = (id) => document.getElementById(id);
const endpoint = document.body.dataset.endpoint;
const KEPT = 30;
const SHOWN = 200;

const EXAMPLES = {
  query: "# Ctrl-Enter runs it.\nquery Hello {\n  site { name }\n  viewer { account { name } }\n}\n",
  stream: "# Start it, then run a mutation beside it.\nsubscription Live {\n  badge { unreadNotifications pendingInvitations total }\n}\n",
};

// ── what stays from one visit to the next; the token does not ──

function recall(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`ide.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(`ide.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden storage only means that nothing is remembered.
  }
}

const history = recall("history", []);

function showHistory() {
  const label = (text) => text.replace(/#.*$/gm, "").replace(/\s+/g, " ").trim().slice(0, 60);
  const options = history.map((entry, index) => new Option(label(entry.query), String(index)));
  $("history").replaceChildren(new Option("–", ""), ...options);
}

function keepInHistory(query, variables) {
  const same = history.findIndex((entry) => entry.query === query && entry.variables === variables);
  if (same >= 0) history.splice(same, 1);
  history.unshift({ query, variables });
  history.length = Math.min(history.length, KEPT);
  remember("history", history);
  showHistory();
}

// ── reading the form ──

function parsed(id, name) {
  const text = $(id).value.trim();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} are no JSON: ${error.message}`);
  }
}

function authorization() {
  const token = $("token").value.trim();
  return token ? `Bearer ${token.replace(/^Bearer\s+/i, "")}` : undefined;
}

function say(id, text, bad = false) {
  $(id).textContent = text;
  $(id).classList.toggle("bad", bad);
}

// ── queries and mutations ──

async function ask(query, variables) {
  const headers = {
    Accept: "application/graphql-response+json, application/json;q=0.9",
    "Content-Type": "application/json",
    ...parsed("headers", "Headers"),
  };
  if (authorization()) headers.Authorization = authorization();
  const began = performance.now();
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const text = await response.text();
  return { response, text, took: Math.round(performance.now() - began) };
}

async function run() {
  const query = $("query").value;
  try {
    const variables = parsed("variables", "Variables");
    keepInHistory(query, $("variables").value);
    say("status", "…");
    const { response, text, took } = await ask(query, variables);
    const answer = JSON.parse(text);
    $("answer").textContent = JSON.stringify(answer, null, 2);
    say("status", `${response.status}, ${took} ms`, Boolean(answer.errors));
  } catch (error) {
    say("status", error.message, true);
  }
}

// ── the subscription ──

let stream = null;

function addEvent(text, bad = false) {
  const entry = document.createElement("li");
  const time = document.createElement("time");
  time.textContent = `${new Date().toLocaleTimeString()} `;
  entry.append(time, text);
  entry.classList.toggle("bad", bad);
  $("events").prepend(entry);
  while ($("events").children.length > SHOWN) $("events").lastChild.remove();
}

function streaming(on) {
  $("start").disabled = on;
  $("stop").disabled = !on;
}

function start() {
  if (stream) return;
  try {
    const query = $("stream").value;
    const variables = parsed("stream-variables", "Variables");
    keepInHistory(query, $("stream-variables").value);
    stream = openStream(endpoint, authorization(), { query, variables }, {
      began: () => say("stream-status", "listening"),
      next: (payload) => addEvent(JSON.stringify(payload, null, 2), Boolean(payload.errors)),
      error: (errors) => addEvent(JSON.stringify({ errors }, null, 2), true),
      ended: (why, bad) => {
        stream = null;
        streaming(false);
        say("stream-status", why, bad);
      },
    });
    streaming(true);
    say("stream-status", "connecting");
  } catch (error) {
    say("stream-status", error.message, true);
  }
}

// ── the editors ──

function edit(id, key, act) {
  const field = $(id);
  field.value = recall(key, EXAMPLES[key] ?? "");
  field.addEventListener("input", () => remember(key, field.value));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      act();
    } else if (event.key === "Tab" && !event.shiftKey && !event.altKey && field.selectionStart !== field.selectionEnd) {
      event.preventDefault();
      field.setRangeText("  ", field.selectionStart, field.selectionStart, "end");
    } else if (event.key === "Enter" && !event.shiftKey) {
      const indent = field.value.slice(0, field.selectionStart).split("\n").at(-1).match(/^\s*/)[0];
      if (!indent) return;
      event.preventDefault();
      field.setRangeText(`\n${indent}`, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input"));
    }
  });
}

edit("query", "query", run);
edit("variables", "variables", run);
edit("stream", "stream", start);
edit("stream-variables", "streamVariables", start);

const linked = new URLSearchParams(location.search);
if (linked.get("query")) {
  $("query").value = linked.get("query");
  $("variables").value = linked.get("variables") ?? "";
}

$("run").addEventListener("click", run);
$("start").addEventListener("click", start);
$("stop").addEventListener("click", () => stream?.stop());
$("history").addEventListener("change", ({ target }) => {
  const entry = history[target.value];
  if (!entry) return;
  const live = /^\s*(#.*\n\s*)*subscription\b/.test(entry.query);
  $(live ? "stream" : "query").value = entry.query;
  $(live ? "stream-variables" : "variables").value = entry.variables;
  target.value = "";
});
$("docs-toggle").addEventListener("click", () => {
  const hidden = $("docs").toggleAttribute("hidden");
  document.querySelector("main").classList.toggle("wide", hidden);
  $("docs-toggle").setAttribute("aria-expanded", String(!hidden));
});
$("token").addEventListener("change", () => showSchema(ask));

showHistory();
showSchema(ask);
