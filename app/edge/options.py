"""What the edge is told at the start; the numbers are those of the operations document."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a request may ask for.

    Args:
        tokens: Lexical tokens in a document; comments are held to the same number.
        source_length: Characters in a document. Also what bounds the time spent in the lexer.
        counted_length: Characters in a document from which on, where it is new, an anonymous caller's is counted.
        depth: Levels of fields, fragments unfolded.
        aliases: Aliased fields in a document.
        cost: Each field 1, times the page sizes and list bounds above it.
        introspection_depth: Levels below `__schema` and `__type`, which count apart. Their cost may be twice that of
            the introspection query that tools send.
        comparisons: Steps that finding fields in conflict may take, in graphql-core's reckoning; a step is about 2 µs.
        body: Bytes of a request body; uvicorn holds frames to the same.
        body_time: Seconds that a body may take to arrive.
        variable_depth: Levels of lists and objects in the variables.
        variable_values: Values in the variables, all told.
        variable_list: Entries of one list in the variables; above the 5,000 recipients of one call.
        string: Bytes of one string, in the variables and in the document.
        longer_strings: Bytes of strings that may be longer, by the argument or input field that they are given to.
    """

    tokens: int = 2_000
    source_length: int = 150_000
    counted_length: int = 2_000
    depth: int = 15
    aliases: int = 50
    cost: int = 20_000
    introspection_depth: int = 20
    comparisons: int = 10_000
    body: int = 1024 * 1024
    body_time: float = 30.0
    variable_depth: int = 20
    variable_values: int = 50_000
    variable_list: int = 10_000
    string: int = 64 * 1024
    longer_strings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """How long and how much on a socket, seconds where it is a time.

    Args:
        init: Time for `connection_init` to arrive.
        send: Time for a reader to take a frame, before it is dropped.
        streams: Operations that run at once on a socket; this and the next two are the operator's, by `rules.limits`.
        per_account: Sockets of one account.
        per_network: Sockets of one network.
        linger: Time for the other end to take leave once a socket is over, before it is cut off.
        drain: Time for closing sockets to finish what they are at.
    """

    init: float = 5.0
    send: float = 30.0
    streams: int = 100
    per_account: int = 20
    per_network: int = 200
    linger: float = 10.0
    drain: float = 5.0


@dataclass(frozen=True, slots=True)
class EdgeOptions:
    """The edge's settings; the defaults are those of development.

    Args:
        production: No IDE; no introspection and no suggestions for anonymous callers.
        limits: How much a request may ask for.
        sockets: How long and how much on a socket.
        bounds: How many entries a list without a page size is reckoned to have, by (type, field).
        list_bound: The same for lists that `bounds` does not name.
        work: What a field costs by itself, beside its 1, by (type, field).
        page_size: The page where neither the document nor the schema gives one.
        cached_documents: Documents kept parsed and checked.
        cached_characters: Their text in all.
        trusted: Documents by their IDs. In production nothing else runs, where there are any.
    """

    production: bool = False
    limits: Limits = field(default_factory=Limits)
    sockets: SocketLimits = field(default_factory=SocketLimits)
    bounds: Mapping[tuple[str, str], int] = field(default_factory=dict)
    list_bound: int = 10
    work: Mapping[tuple[str, str], int] = field(default_factory=dict)
    page_size: int = 20
    cached_documents: int = 1_000
    cached_characters: int = 2_000_000
    trusted: Mapping[str, str] | None = None
