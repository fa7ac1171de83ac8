// The schema to browse: what the server says of itself, type by type.

const TYPE = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
const INTROSPECTION = `query Schema {
  __schema {
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types {
      kind name description
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason
        args { name description defaultValue type { ${TYPE} } }
        type { ${TYPE} }
      }
      inputFields { name description defaultValue type { ${TYPE} } }
      enumValues(includeDeprecated: true) { name description }
      interfaces { name }
      possibleTypes { name }
    }
  }
}`;

const $ = (id) => document.getElementById(id);
let types = new Map();
let roots = [];
let trail = [];

/** Asks for the schema by the function given, and shows its root types. */
export async function showSchema(ask) {
  try {
    const { text } = await ask(INTROSPECTION);
    const { data, errors } = JSON.parse(text);
    if (!data) throw new Error(errors[0].message);
    const schema = data.__schema;
    types = new Map(schema.types.filter(({ name }) => !name.startsWith("__")).map((type) => [type.name, type]));
    roots = [schema.queryType, schema.mutationType, schema.subscriptionType].filter(Boolean).map(({ name }) => name);
    trail = [];
    show();
  } catch (error) {
    $("doc").replaceChildren(element("p", `The schema cannot be read: ${error.message}`));
  }
}

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

function link(text, act) {
  const made = element("button", text);
  made.type = "button";
  made.className = "link";
  made.addEventListener("click", act);
  return made;
}

function visit(name) {
  trail = [...trail.filter((visited) => visited !== name), name];
  $("search").value = "";
  show();
  $("docs").scrollTop = 0;
}

/** A type as it is written in a schema, the name in it a link. */
function written({ kind, name, ofType }) {
  if (kind === "NON_NULL") return [...written(ofType), "!"];
  if (kind === "LIST") return ["[", ...written(ofType), "]"];
  return [types.has(name) ? link(name, () => visit(name)) : name];
}

function argument({ name, type, defaultValue }) {
  return [name, ": ", ...written(type), ...(defaultValue === null ? [] : [` = ${defaultValue}`])];
}

function signature({ name, args = [], type, defaultValue = null }) {
  const inside = args.flatMap((arg, index) => [...(index ? [", "] : []), ...argument(arg)]);
  return [name, ...(args.length ? ["(", ...inside, ")"] : []), ...argument({ name: "", type, defaultValue })];
}

function described({ description, deprecationReason }) {
  const text = [description, deprecationReason && `Deprecated: ${deprecationReason}`].filter(Boolean).join("\n");
  return text ? [element("dd", text)] : [];
}

function details(type) {
  const fields = [...(type.fields ?? []), ...(type.inputFields ?? [])];
  const list = element("dl", ...fields.flatMap((field) => [element("dt", ...signature(field)), ...described(field)]));
  list.append(...(type.enumValues ?? []).flatMap((value) => [element("dt", value.name), ...described(value)]));
  const related = [...(type.interfaces ?? []), ...(type.possibleTypes ?? [])].map(({ name }) => name);
  const links = related.flatMap((name) => [link(name, () => visit(name)), " "]);
  return [
    element("h3", type.name),
    ...(type.description ? [element("p", type.description)] : []),
    ...(links.length ? [element("p", type.possibleTypes ? "One of: " : "Implements: ", ...links)] : []),
    list,
  ];
}

function found(words) {
  const wanted = words.toLowerCase();
  const hits = [];
  for (const type of types.values()) {
    if (type.name.toLowerCase().includes(wanted)) hits.push([type.name, type.name]);
    for (const field of [...(type.fields ?? []), ...(type.inputFields ?? [])]) {
      if (field.name.toLowerCase().includes(wanted)) hits.push([`${type.name}.${field.name}`, type.name]);
    }
  }
  return hits.slice(0, 60).map(([label, name]) => element("p", link(label, () => visit(name))));
}

function show() {
  const words = $("search").value.trim();
  const current = types.get(trail.at(-1));
  $("trail").replaceChildren(
    link("Schema", () => {
      trail = [];
      show();
    }),
    ...trail.flatMap((name) => ["›", link(name, () => visit(name))]),
  );
  if (words) {
    $("doc").replaceChildren(...found(words));
  } else if (current) {
    $("doc").replaceChildren(...details(current));
  } else {
    $("doc").replaceChildren(...roots.map((name) => element("p", link(name, () => visit(name)))));
  }
}

$("search").addEventListener("input", show);
