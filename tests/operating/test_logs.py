"""Log lines: each has an event name of one form."""

import ast
import json
import logging
import re
from pathlib import Path

import pytest
import structlog

from app.logs import configure_logs

PROJECT = Path(__file__).parents[2]
FLOORS = ("app", "graph", "actions", "live", "mail", "db", "rules")
LOGGERS = {"_log", "log", "logger"}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
EVENT = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def calls(source: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LEVELS
        and isinstance(node.func.value, ast.Name | ast.Call)
        and (not isinstance(node.func.value, ast.Name) or node.func.value.id in LOGGERS)
    ]


def test_every_event_has_a_name_of_noun_and_verb() -> None:
    found = {}
    for file in (file for floor in FLOORS for file in (PROJECT / floor).rglob("*.py")):
        for call in calls(file.read_text()):
            name = call.args[0]
            # Any other argument is passed on by a function whose callers give the name.
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                found[f"{file.relative_to(PROJECT)}:{call.lineno}"] = name.value
    assert len(found) > 20
    assert {where: name for where, name in found.items() if not EVENT.fullmatch(name)} == {}


def test_log_lines_of_libraries_get_a_name_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(production=True)
    logging.getLogger("somebody.elses").warning("%s words", "Their own")
    try:
        raise ValueError
    except ValueError:
        logging.getLogger("somebody.elses").exception("It failed")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["event"], first["library"], first["message"]) == (
        "library.logged",
        "somebody.elses",
        "Their own words",
    )
    assert (second["event"], second["level"]) == ("library.logged", "error")
    assert "Traceback" in second["exception"]


@pytest.mark.parametrize(("level", "written"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
def test_the_operator_sets_the_level(level: str, written: int, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(production=True, level=level)
    log = structlog.get_logger()
    for name in ("debug", "info", "warning", "error"):
        getattr(log, name)("level.tried")
    assert capsys.readouterr().err.count("level.tried") == written
