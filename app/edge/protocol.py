"""uvicorn's websocket protocol, with what a handler cannot do from its side of ASGI."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

ABORT = "usher.abort"
"""The key, among the scope's extensions, of a function that cuts the connection off."""

LEAVE = 3.0
"""Seconds that a client has, when the server goes down, to read what was written before its connection is cut off."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """Lets a handler cut off a client that reads nothing, for closing waits until all that was written has been read.

    Give it to uvicorn as `ws=SocketProtocol`, with `ws_per_message_deflate=False`.
    """

    def handle_connect(self, event: Any) -> None:
        """Begins a socket: its handler finds `ABORT` in the scope."""
        super().handle_connect(event)
        scope: Any = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"][ABORT] = self.transport.abort

    def shutdown(self) -> None:
        """Closes with 1012; a client that reads nothing does not hold up the end of the server."""
        super().shutdown()
        self.loop.call_later(LEAVE, self.transport.abort)

    def keepalive_timeout(self) -> None:
        """Gives up a client that answers no ping, at once: what is still to be written would hold it open for ever."""
        super().keepalive_timeout()
        self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        """Passes a message on; text that is no UTF-8 goes as the bytes it is, for the handler to refuse."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.curr_msg_data_type = "bytes"
        super().send_receive_event_to_app()
