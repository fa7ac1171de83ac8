"""The floor beside which a change to many is measured: a bare broadcast of the same bytes."""

import asyncio
import multiprocessing
import socket
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from bench.sockets import open_all, open_one, spread


def bare(port: int) -> None:
    """The floor: sockets that are sent what is posted."""
    sockets: list[Any] = []

    async def listen(opened: Any) -> None:
        await opened.accept("graphql-transport-ws")
        sockets.append(opened)
        await opened.receive()

    async def post(request: Any) -> Response:
        text = (await request.body()).decode()
        for opened in sockets:
            await opened.send_text(text)
        return Response()

    app = Starlette(routes=[WebSocketRoute("/graphql", listen), Route("/post", post, methods=["POST"])])
    uvicorn.run(app, port=port, ws="websockets-sansio", ws_per_message_deflate=False, log_level="critical")


async def measure_floor(count: int, text: str, times: int) -> list[list[float]]:
    """The same bytes to as many sockets, so many times, by nothing but uvicorn."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=bare, args=(port,), daemon=True)
    process.start()
    url = f"http://127.0.0.1:{port}"
    await asyncio.sleep(4)
    sockets = await open_all([lambda: open_one(url, None, {})] * count)
    found: list[list[float]] = []
    async with httpx.AsyncClient(timeout=60) as http:
        for _ in range(times):
            found.append((await spread(sockets, lambda: http.post(f"{url}/post", content=text)))[0])
            await asyncio.sleep(0.2)
    process.kill()
    process.join()
    return found
