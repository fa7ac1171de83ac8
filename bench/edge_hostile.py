"""What hostile bodies cost: the CPU time of each through the whole edge, and how long /healthz takes meanwhile.

Run it from the project's folder: python -m bench.edge_hostile
Nothing is kept from the time before: each body comes to an edge that has seen nothing yet. Then all come to a server
whose health is asked for all the while. Of several runs the best counts, for others may use the machine too.
"""

import asyncio
import logging
import multiprocessing
import sys
import time
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bench.edge import call
from edge import EdgeOptions, GraphQLEdge, Hooks
from tests.edge.hooks import ShopHooks, ShopState
from tests.edge.hostile import BAD_REQUEST, TOO_COMPLEX
from tests.edge.shop import schema
from tests.support.ports import kept_port

MOST = 100.0
RUNS = 3
HOSTILE = TOO_COMPLEX | BAD_REQUEST
HEADERS = {"content-type": "application/json", "accept": "application/graphql-response+json"}


def fresh() -> Any:
    """Make an edge without cached documents, and a health page."""
    hooks = ShopHooks(ShopState())
    edge = GraphQLEdge(schema, Hooks(sign_in=hooks.sign_in, make_context=hooks.make_context), EdgeOptions())
    alive = Route("/healthz", lambda _: PlainTextResponse("ok"))
    return Starlette(routes=[*edge.routes(), alive])


async def cpu_of_each() -> dict[str, float]:
    costs: dict[str, float] = {}
    for name, body in HOSTILE.items():
        taken = []
        for _ in range(RUNS):
            app = fresh()
            began = time.process_time()
            answer = await call(app, body)
            taken.append((time.process_time() - began) * 1000)
            assert b'"code":' in answer, name
        costs[name] = min(taken)
    return costs


def serve(port: int) -> None:
    logging.disable()
    uvicorn.run(fresh(), port=port, log_config=None, access_log=False, ws="none")


async def health_meanwhile(url: str) -> dict[str, float]:
    """Return the slowest response of /healthz in ms while a body was processed; the least of several runs."""
    found: dict[str, float] = {}
    async with httpx.AsyncClient() as http, httpx.AsyncClient(timeout=60) as other:
        await reached(http, url)
        for name, body in HOSTILE.items():
            found[name] = min([await slowest_while(http, other, url, name, body) for _ in range(RUNS)])
    return found


async def slowest_while(http: httpx.AsyncClient, other: httpx.AsyncClient, url: str, name: str, body: bytes) -> float:
    taken: list[float] = []
    done = asyncio.Event()

    async def watch() -> None:
        while not done.is_set():
            began = time.perf_counter()
            assert (await http.get(f"{url}/healthz")).status_code == 200
            taken.append((time.perf_counter() - began) * 1000)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.005)
    answer = await other.post(f"{url}/graphql", content=body, headers=HEADERS)
    assert 400 <= answer.status_code < 500, name
    done.set()
    await watching
    return max(taken)


async def reached(http: httpx.AsyncClient, url: str) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await http.get(f"{url}/healthz")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return


async def main() -> int:
    logging.disable()
    costs = await cpu_of_each()
    for name, cost in sorted(costs.items(), key=lambda item: -item[1])[:12]:
        print(f"{cost:7.1f} ms  {name}")
    print(f"{max(costs.values()):7.1f} ms  the most of {len(costs)}; {MOST:.0f} are allowed")
    port = kept_port()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(port,), daemon=True)
    server.start()
    try:
        taken = await health_meanwhile(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.join()
    slowest = max(taken, key=lambda name: taken[name])
    print(f"{taken[slowest]:7.1f} ms  the most that /healthz took meanwhile ({slowest}); {MOST:.0f} are allowed")
    return int(max(costs.values()) > MOST or taken[slowest] > MOST)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
