"""The server's end of connections, for uvicorn: HTTP and websockets, with limits on hostile clients.

`HttpProtocol` refuses a request that is too long or too slow before anybody has read it, and hands websockets over to
`SocketProtocol`, which needs neither a task nor an ASGI message while a socket waits:

    uvicorn.Config(app, http=HttpProtocol, ws=SocketProtocol, ws_per_message_deflate=False)

Nothing here knows of GraphQL or of Usher.
"""

from connections.http import CONNECTION, HttpProtocol
from connections.websocket import SOCKET, SocketProtocol

__all__ = ["CONNECTION", "SOCKET", "HttpProtocol", "SocketProtocol"]
