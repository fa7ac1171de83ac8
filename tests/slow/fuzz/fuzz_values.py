"""Values for generated documents: existing ones, allowed extremes, and ones that are not allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    IntValueNode,
    ListValueNode,
    NameNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    is_required_input_field,
)

WILD_TEXTS = (
    "", " ", "\t\r\n", "a\r\nBcc: b@example.org", "%", "_%\\", "' OR 1=1 --", '"', "{{ 7*7 }}", "<script>alert(1)</script>",
    "@register_url", "@group_name @nobody", "\u202eevil\u2066", "e\u0301" * 40, "🦆🏽\u200d", "\ufeffx", "x" * 5_000,
    "a@b.org, c@d.org; Ann <ann@example.org>\nbob", "a" * 300 + "@example.org", "xn--nxasmq6b", "０１２", "null", "1e309",
)  # fmt: skip
NUMBERS = (0, 1, 2, 3, 5, 20, 99, 100, 101, -1, 100_001, 1_000_001, 2**31 - 1, -(2**31))
MOMENTS = ("2026-11-20T09:30:00Z", "2030-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z")
FAR_MOMENTS = (
    "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
)  # fmt: skip
COLOURS = ("#000000", "#fff", "red", "#12345", "url(#x)")
MOST_ENTRIES = 4
KIND_OF = {
    "group": "Group", "invitationBatch": "InvitationBatch", "revokeAccessToken": "AccessToken",
    "markNotificationsRead": "Notification",
}  # fmt: skip
"""The type of an argument named `id` or `ids`, by field."""
KEPT_AS_GENERATED = {"ID": 0.1, "Int": 0.2, "DateTime": 0.2}
"""The share of generated values that are kept, by type: most generated IDs, for instance, lead nowhere."""


@dataclass(frozen=True)
class Seeds:
    """What exists in the database.

    Args:
        ids: Global IDs by type.
        cursors: Cursors by the field that returned them.
        words: Codes, tokens, addresses and names, by argument.
    """

    ids: Mapping[str, tuple[str, ...]]
    cursors: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]


class Values:
    """Makes values and replaces generated ones by existing ones.

    Args:
        random: Decides each choice.
    """

    def __init__(self, seeds: Seeds, random: Random) -> None:
        self.seeds = seeds
        self.random = random
        self.field = ""

    def mixed(self, given: ValueNode | None, kind: GraphQLInputType, name: str) -> ValueNode:
        """Return a value for an argument: half of the time the generated one, if it is valid, else a new one."""
        if isinstance(kind, GraphQLNonNull):
            return self.mixed(None if isinstance(given, NullValueNode) else given, kind.of_type, name)
        if given is None or isinstance(given, NullValueNode) or not self.keeps(given, kind, name):
            made_of_null = given is not None and isinstance(given, NullValueNode) and self.random.random() < 0.2
            return NullValueNode() if made_of_null else self.make(kind, name)
        if isinstance(given, ListValueNode) and isinstance(kind, GraphQLList):
            return ListValueNode(
                values=tuple(self.mixed(one, kind.of_type, name) for one in given.values[:MOST_ENTRIES])
            )
        if isinstance(given, ObjectValueNode) and isinstance(kind, GraphQLInputObjectType):
            return self.fields(kind, {field.name.value: field.value for field in given.fields})
        return given

    def keeps(self, given: ValueNode, kind: GraphQLInputType, name: str) -> bool:
        """Whether to keep the generated value, or a value inside of it."""
        if isinstance(given, ObjectValueNode | ListValueNode):
            return True
        often = KEPT_AS_GENERATED.get(str(kind), 0.4)
        return self.random.random() < (0.1 if name in ("after", "before") else often)

    def fields(self, kind: GraphQLInputObjectType, given: Mapping[str, ValueNode]) -> ValueNode:
        """Return an input object: one field of a oneOf type, else all required fields and some optional ones."""
        one_of = kind.extensions["strawberry-definition"].is_one_of
        if one_of:
            chosen = [self.random.choice(list(kind.fields))]
        else:
            chosen = [name for name, field in kind.fields.items() if self.is_given(field)]
        made = []
        for name in chosen:
            of = kind.fields[name].type
            value = self.mixed(given.get(name), GraphQLNonNull(of) if one_of else of, name)
            made.append(ObjectFieldNode(name=NameNode(value=name), value=value))
        return ObjectValueNode(fields=tuple(made))

    def is_given(self, field: GraphQLInputField) -> bool:
        return is_required_input_field(field) or self.random.random() < 0.5

    def make(self, kind: GraphQLInputType, name: str) -> ValueNode:
        """Return a plausible value."""
        if isinstance(kind, GraphQLList):
            count = self.random.choice((0, 1, 1, 2, 3))
            return ListValueNode(values=tuple(self.mixed(None, kind.of_type, name) for _ in range(count)))
        if isinstance(kind, GraphQLEnumType):
            return EnumValueNode(value=self.random.choice(list(kind.values)))
        if isinstance(kind, GraphQLInputObjectType):
            return self.fields(kind, {})
        assert not isinstance(kind, GraphQLNonNull)
        match kind.name:
            case "Boolean":
                return BooleanValueNode(value=self.random.random() < 0.5)
            case "Int":
                return IntValueNode(value=str(self.number(name)))
            case "DateTime":
                moments = MOMENTS if self.random.random() < 0.9 else FAR_MOMENTS
                return StringValueNode(value=self.random.choice(moments))
            case "ID":
                return StringValueNode(value=self.id(name))
        return StringValueNode(value=self.text(name))

    def number(self, name: str) -> int:
        """Return a number, for page sizes mostly an allowed one."""
        if name in ("first", "last") and self.random.random() < 0.9:
            return self.random.choice((1, 2, 3, 5))
        return self.random.choice(NUMBERS)

    def id(self, name: str) -> str:
        """Return an ID, mostly of the type that the argument's name suggests."""
        kind = name.removesuffix("s").removesuffix("Id")
        kind = KIND_OF.get(self.field, "") if kind == "id" else kind[:1].upper() + kind[1:]
        fitting = self.seeds.ids.get(kind, ())
        if not fitting or self.random.random() < 0.1:
            fitting = self.seeds.ids[self.random.choice(list(self.seeds.ids))]
        return self.random.choice(fitting) if fitting else ""

    def text(self, name: str) -> str:
        """Return a text, mostly one that the argument's name suggests."""
        if name in ("after", "before"):
            own = self.seeds.cursors.get(self.field, ())
            known = own if own and self.random.random() < 0.8 else self.seeds.cursors["?"]
            return self.random.choice(known)
        if name in ("dark", "light"):
            return self.random.choice(COLOURS)
        if self.random.random() < 0.25:
            return self.random.choice(WILD_TEXTS)
        fitting = self.seeds.words.get(name) or self.seeds.words[self.random.choice(list(self.seeds.words))]
        return self.random.choice(fitting)
