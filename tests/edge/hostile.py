"""Bodies that no client should send, each with the codes that may answer it."""

import json

DEEP = "[" * 200_000 + "]" * 200_000


def body(query: str, **parameters: object) -> bytes:
    return json.dumps({"query": query, **parameters}).encode()


def fragments(count: int, inside: str) -> str:
    """Return fragments that each spread the next one inside `inside`; the last is a leaf."""
    chain = [f"fragment F{i} on Plant {{ {inside.format(next=f'...F{i + 1}')} }}" for i in range(count)]
    return " ".join([*chain, f"fragment F{count} on Plant {{ id }}"])


def nested(levels: int, leaf: str = "id") -> str:
    return "{ shelf " + "{ cuttings " * levels + "{ " + leaf + " }" + " }" * levels + " }"


def spreads(numbers: range, inside: str) -> str:
    """Return spreads of these fragments, each inside `inside`."""
    return " ".join(inside.format(f"...F{number}") for number in numbers)


RELATED = "related {{ nodes {{ {next} }} }}"
MESH = [spreads(range(i + 1, min(30, i + 10)), "cuttings {{ {} }}") for i in range(30)]
SCHEMA = "__schema { types { fields { args { type { name } } } } }"

TOO_COMPLEX: dict[str, bytes] = {
    "aliases × 1,000": body("{ " + " ".join(f"a{i}: hello" for i in range(1000)) + " }"),
    "aliases × 51": body("{ " + " ".join(f"a{i}: hello" for i in range(51)) + " }"),
    "exponential fragments": body("{ shelf { ...F0 } } " + fragments(12, f"a: {RELATED} b: {RELATED}")),
    "exponential spreads": body("{ shelf { ...F0 } } " + fragments(100, "id {next} ... on Plant {{ {next} }}")),
    "depth": body(nested(40)),
    "depth × 180": body(nested(180)),
    "depth past the parser": body(nested(600)),
    "depth in fragments": body("{ shelf { ...F0 } } " + fragments(30, "cuttings {{ {next} }}")),
    "lists in lists": body("{ bed(ids: " + "[" * 900 + "1" + "]" * 900 + ") { id } }"),
    "objects in objects": body("mutation { wish(wish: " + "{name: " * 400 + "1" + "}" * 400 + ") }"),
    "directives × 5,000": body("{ hello " + "@skip(if: false) " * 5000 + "}"),
    "unknown directives × 5,000": body("{ hello " + "@x " * 5000 + "}"),
    "fields × 5,000": body("{ " + "hello " * 5000 + "}"),
    "overlapping fields": body("{ " + "shelf { id } " * 490 + "}"),
    "nested overlapping fields": body("{ " + "shelf { cuttings { cuttings { id } } } " * 190 + "}"),
    "a mesh of fragments": body(
        "{ shelf { " + spreads(range(30), "{}") + " } } "
        + " ".join(f"fragment F{i} on Plant {{ id {MESH[i]} }}" for i in range(30))
    ),
    "nested pages of 100": body("{ plants(first: 100) { nodes { related(first: 100) { nodes { id name } } } } }"),
    "nested pages by variables": body(
        "query($n: Int) { plants(first: $n) { nodes { related(first: $n) { nodes { id name } } } } }",
        variables={"n": 100},
    ),
    "nested pages by defaults": body(
        "query($n: Int = 1000) { plants(first: $n) { nodes { related(first: $n) { nodes { id name } } } } }"
    ),
    "a page beyond counting": body("{ plants(first: 2147483647) { nodes { id } } }"),
    "many ids": body("query($ids: [ID!]!) { bed(ids: $ids) { id } }", variables={"ids": ["1"] * 30_000}),
    "lists of lists": body(nested(5, "id name height")),
    "introspection × 50": body("{ " + " ".join(f"a{i}: {SCHEMA}" for i in range(50)) + " }"),
    "comments × 300,000": body("#\n" * 300_000 + "{ hello }"),
    "a long text": body(" " * 1_000_000 + "{ hello }"),
    "a long string": body('{ hello(name: "' + "\\u00e9" * 140_000 + '") }'),
    "a long name": body("{ " + "x" * 1_000_000 + " }"),
    "deep variables": body("{ hello }", variables={"a": json.loads("[" * 200 + "]" * 200)}),
    "many variables": body("{ hello }", variables={f"v{i}": i for i in range(60_000)}),
    "lists nested 10,000": body("{ bed(ids: " + "[" * 10_000 + "]" * 10_000 + ") { id } }"),
    "lists nested 800 in a default": body("query($ids: [ID!] = " + "[" * 800 + "]" * 800 + ") { hello }"),
    "variables nested 10,000": b'{"query":"{ hello }","variables":{"a":' + b'{"a":' * 900 + b"1" + b"}" * 902,
    "@skip by a variable × 5,000": body("query($s: Boolean!) { hello " + "@skip(if: $s) " * 5000 + "}", variables={"s": True}),
    "spreads × 5,000": body("{ shelf { " + "...F " * 5000 + "} } fragment F on Plant { id }"),
    "variables defined × 5,000": body("query(" + " ".join(f"$v{i}: Int" for i in range(5000)) + ") { hello }"),
    "a ring of 200 fragments": body(
        "{ shelf { ...F0 } } " + " ".join(f"fragment F{i} on Plant {{ ...F{(i + 1) % 200} }}" for i in range(200))
    ),
    "a page of 1e308": b'{"query":"query($n: Int!) { plants(first: $n) { nodes { id } } }","variables":{"n":1e308}}',
    "a long list": body("{ hello }", variables={"a": [0] * 340_000}),
}  # fmt: skip

BAD_REQUEST: dict[str, bytes] = {
    "deep JSON": b'{"query":"{ hello }","variables":{"a":' + DEEP.encode() + b"}}",
    "invalid UTF-8": b'{"query":"{ hello(name: \\"\xff\\") }"}',
    "UTF-16": json.dumps({"query": "{ hello }"}).encode("utf-16"),
    "half a surrogate": b'{"query":"{ hello(name: \\"\\ud800\\") }"}',
    "no JSON": b"query=%7B+hello+%7D",
    "nothing": b"",
    "NUL": body("query($n: String!) { hello(name: $n) }", variables={"n": "a\0b"}),
    "NUL itself in the document": body('{ hello(name: "a\0b") }'),
    "NUL in the document": body('{ hello(name: "\\u0000") }'),
    "NUL in braces": body('{ hello(name: "\\u{00}") }'),
    "not a number": b'{"query":"{ hello }","variables":{"a":NaN}}',
    "an infinite number": b'{"query":"{ hello }","variables":{"a":1e999}}',
    "a batch": json.dumps([{"query": "{ hello }"}] * 1000).encode(),
    "an empty batch": b"[]",
    "a number": b"1",
    "a string": b'"{ hello }"',
    "null": b"null",
    "true": b"true",
    "several operations": body(" ".join(f"query Q{i} {{ hello }}" for i in range(300))),
    "fragments in a ring": body("{ shelf { ...F0 } } fragment F0 on Plant { ...F1 } fragment F1 on Plant { ...F0 }"),
    "a fragment of itself": body("{ shelf { ...F } } fragment F on Plant { cuttings { ...F } }"),
    "fragments without an operation": body("fragment F on Plant { id }"),
    "a definition of types": body("type Query { hello: String }"),
    "unknown fields × 900": body("{ " + " ".join(f"f{i}" for i in range(900)) + " }"),
    "unknown fragments × 500": body("{ " + " ".join(f"...F{i}" for i in range(500)) + " }"),
    "unknown variables × 400": body("query(" + " ".join(f"$v{i}: Int" for i in range(400)) + ") { hello }"),
    "a variable of a wrong type": body("query($n: Int!) { pageOf(size: $n) }", variables={"n": "x" * 500_000}),
    "variables of wrong types": body("query($ids: [Int!]!) { pageOf(size: 1) }", variables={"ids": ["x"] * 9_000}),
    "fragments in a ring by fields": body(
        "{ shelf { ...F0 } } "
        + " ".join(f"fragment F{i} on Plant {{ cuttings {{ ...F{(i + 1) % 9} }} }}" for i in range(9))
    ),
    "a variable of 1 MiB": body("query($n: Int!) { pageOf(size: $n) }", variables={"n": "x" * (1024 * 1024 - 100)}),
    "a variable of 10,000 keys": body(
        "mutation($w: Wish!) { wish(wish: $w) }", variables={"w": {f"k{i}": i for i in range(10_000)}}
    ),
    "a variable of 10,000 long keys": body(
        "mutation($w: Wish!) { wish(wish: $w) }", variables={"w": {f"k{i}" + "x" * 90: 0 for i in range(10_000)}}
    ),
    "an Int past 32 bits": body("{ pageOf(size: 2147483648) }"),
    "an Int of 4,000 digits": body("{ pageOf(size: " + "9" * 4000 + ") }"),
    "an Int of 140,000 digits": body("{ pageOf(size: " + "9" * 140_000 + ") }"),
    "a page of 140,000 digits": body("{ plants(first: " + "9" * 140_000 + ") { nodes { id } } }"),
    "an Int past 32 bits in a variable": body("query($n: Int!) { pageOf(size: $n) }", variables={"n": 2**31}),
    "an Int past 64 bits in a variable": body("query($n: Int!) { pageOf(size: $n) }", variables={"n": 2**64}),
    "an Int of 500,000 digits in a variable": (
        b'{"query":"query($n: Int!) { pageOf(size: $n) }","variables":{"n":' + b"9" * 500_000 + b"}}"
    ),
    "overlong UTF-8": b'{"query":"{ hello(name: \\"\xc0\x80\\") }"}',
    "half a surrogate in UTF-8": b'{"query":"{ hello(name: \\"\xed\xa0\x80\\") }"}',
    "half a surrogate in a variable": (
        b'{"query":"query($n: String!) { hello(name: $n) }","variables":{"n":"\\udc00"}}'
    ),
    "a batch in a batch": b'[[{"query":"{ hello }"}]]',
    "a batch of hostile ones": b"[" + b",".join([b'{"query":"{ shelf { id } }"}'] * 10_000) + b"]",
    "the same key × 50,000": b"{" + b'"query":"{ hello }",' * 50_000 + b'"query":1}',
    "a document that is a list": b'{"query":["{ hello }"]}',
    "variables that are a list": b'{"query":"{ hello }","variables":[1]}',
    "an unclosed string": body('{ hello(name: "' + "a" * 140_000),
    "an unclosed block string": body('{ hello(name: """' + 'a\\"""' * 20_000),
    "deep introspection": body("{ __schema { types { " + "fields { type { " * 4 + "name" + " } }" * 4 + " } } }"),
}  # fmt: skip
