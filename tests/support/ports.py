"""Ports that a server can leave for a while and take again."""

import contextlib
import secrets
import socket


def kept_port() -> int:
    """Return a free port below those that the system gives to connections and to servers that ask for any.

    While nobody listens there, none of the thousands of connections of the tests beside gets it.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
