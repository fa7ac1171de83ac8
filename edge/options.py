from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """How much one request may ask for.

    Args:
        tokens: Lexical tokens in a document. Comments count against a limit of the same size.
        source_length: Characters in a document; also bounds the time spent in the lexer.
        counted_length: New documents of anonymous callers are rate-limited if they have more characters.
        introspection_depth: Levels below `__schema` and `__type`, which count separately. Their cost may be up to
            twice that of the introspection query that tools send.
        comparisons: Steps of graphql-core's search for conflicting fields; one step takes about 2 µs.
        body: Bytes of a request body; uvicorn applies the same limit to frames.
        body_time: Seconds.
        variable_list: Entries of one list in the variables; must exceed the 5,000 recipients of one call.
        string: Bytes of one string, in the variables and in the document.
        longer_strings: Exceptions to `string`, by name of the argument or input field.
        stream_variables: Bytes of JSON; a stream keeps its variables, which take many times as much memory.
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
    stream_variables: int = 8 * 1024


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """Limits on sockets; times are in seconds.

    Args:
        send: Time for a reader to take a frame, before it is cut off.
        linger: Time for the client to answer the close frame, before it is cut off.
    """

    init: float = 5.0
    send: float = 30.0
    streams: int = 100
    per_account: int = 20
    per_network: int = 200
    linger: float = 10.0
    drain: float = 5.0


@dataclass(frozen=True, slots=True)
class SseLimits:
    """Limits on server-sent events; `comment` is the time in seconds after which a silent stream gets a comment."""

    per_account: int = 100
    per_network: int = 1_000
    comment: float = 15.0


@dataclass(frozen=True, slots=True)
class EdgeOptions:
    """Settings of the edge, with defaults for development.

    Args:
        production: Disables the IDE, and introspection and suggestions for anonymous callers.
        bounds: Assumed length of lists without a page size, by (type, field); `list_bound` for all others.
        field_costs: Extra cost of a field beyond its 1, by (type, field).
        page_size: Assumed page size if neither document nor schema sets one.
        trusted: Documents by ID. If there are any, nothing else but `own` runs in production.
        own: Documents by ID that run in any case.
    """

    production: bool = False
    limits: DocumentLimits = field(default_factory=DocumentLimits)
    sockets: SocketLimits = field(default_factory=SocketLimits)
    sse: SseLimits = field(default_factory=SseLimits)
    bounds: Mapping[tuple[str, str], int] = field(default_factory=dict)
    list_bound: int = 10
    field_costs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    page_size: int = 20
    cached_documents: int = 1_000
    cached_characters: int = 2_000_000
    trusted: Mapping[str, str] | None = None
    own: Mapping[str, str] = field(default_factory=dict)
