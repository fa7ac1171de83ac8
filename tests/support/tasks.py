"""Finds tasks in a loop that the test shares with a server."""

import asyncio
from typing import Any


def tasks_of(folder: str) -> set["asyncio.Task[Any]"]:
    """Return the tasks whose code is in this folder of the project."""
    return {task for task in asyncio.all_tasks() if f"/{folder}/" in _file(task)}


def tasks_named(*names: str) -> set["asyncio.Task[Any]"]:
    return {task for task in asyncio.all_tasks() if task.get_name() in names}


def _file(task: "asyncio.Task[Any]") -> str:
    code = getattr(task.get_coro(), "cr_code", None)
    return code.co_filename if code is not None else ""
