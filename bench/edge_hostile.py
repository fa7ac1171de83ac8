"""What hostile bodies cost: the CPU time of each, through the whole edge, none of it kept from the time before.

Run it from the project's folder: python -m bench.edge_hostile
"""

import asyncio
import logging
import sys
import time
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "edge"))

from app.edge import Edge, EdgeOptions
from bench.edge import call
from tests.edge.edge_hostile import BAD_REQUEST, TOO_COMPLEX
from tests.edge.edge_shop import Door, Till, schema

MOST = 100.0
RUNS = 3


def fresh() -> Any:
    """An edge that has seen nothing yet."""
    door = Door(Till())
    edge = Edge(schema, sign_in=door.sign_in, make_context=door.make_context, options=EdgeOptions())
    return Starlette(routes=edge.routes())


async def main() -> int:
    logging.disable()
    costs: dict[str, float] = {}
    for name, body in (TOO_COMPLEX | BAD_REQUEST).items():
        taken = []
        for _ in range(RUNS):
            app = fresh()
            began = time.process_time()
            answer = await call(app, body)
            taken.append((time.process_time() - began) * 1000)
            assert b'"code":' in answer, name
        costs[name] = min(taken)
    for name, cost in sorted(costs.items(), key=lambda item: -item[1])[:12]:
        print(f"{cost:7.1f} ms  {name}")
    print(f"{max(costs.values()):7.1f} ms  the most of {len(costs)}; {MOST:.0f} are allowed")
    return int(max(costs.values()) > MOST)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
