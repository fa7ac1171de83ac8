"""The published audits and the reference client, from npm, against a real server."""

from pathlib import Path

from tests.edge.serving import Served
from tests.support.node import run_node
from tests.support.waiting import until


async def test_all_audits_of_graphql_over_http_pass(served: Served, js_scripts: Path) -> None:
    results = await run_node(js_scripts, "audit.mjs", served.url)
    assert len(results) == 61
    assert [result for result in results if result["status"] != "ok"] == []


async def test_the_reference_client_of_the_socket_hears_all(served: Served, js_scripts: Path) -> None:
    heard = await run_node(js_scripts, "client.mjs", served.socket, "good")
    counted = [{"count": str(number)} for number in range(3)]
    assert heard.pop("partial")["ended"] == "complete"
    assert heard == {
        "query": {"heard": [{"hello": "Hello, Ida"}], "ended": "complete"},
        "mutation": {"heard": [{"sell": "Fern"}], "ended": "complete"},
        "stream": {"heard": counted, "ended": "complete"},
        "several": [{"heard": counted[:to], "ended": "complete"} for to in (1, 2, 3)],
        "left": {"news": "open"},
        "ending": {"heard": [{"ending": "one"}], "ended": ["FORBIDDEN"]},
        "failing": {"heard": [{"failing": "one"}], "ended": ["INTERNAL"]},
        "syntax": {"heard": [], "ended": ["BAD_REQUEST"]},
        "validation": {"heard": [], "ended": ["BAD_REQUEST"]},
        "forged": {"heard": [], "ended": 4403},
    }
    assert served.state.sold == ["Fern"]
    await until(lambda: served.state.streaming == 0)
