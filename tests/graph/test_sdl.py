"""The schema as a document: what is committed is what is served, and every word of it is explained."""

from pathlib import Path

from graphql import GraphQLSchema, build_schema

from graph.root import sdl

SNAPSHOT = Path(__file__).parents[2] / "graph" / "schema.graphql"


def undescribed(schema: GraphQLSchema) -> list[str]:
    found = []
    for name, kind in schema.type_map.items():
        if name.startswith("__"):
            continue
        found += [] if kind.description else [name]
        for field_name, field in getattr(kind, "fields", {}).items():
            found += [] if field.description else [f"{name}.{field_name}"]
            arguments = getattr(field, "args", {})
            found += [f"{name}.{field_name}({key})" for key, given in arguments.items() if not given.description]
    return found


def test_the_snapshot_is_the_schema() -> None:
    assert SNAPSHOT.read_text() == sdl(), "usher schema > graph/schema.graphql"


def test_everything_is_described() -> None:
    assert undescribed(build_schema(sdl())) == []
