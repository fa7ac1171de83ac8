"""The first command on a bare machine, tried on a project of two files and no dependencies."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "install.py"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once") / "a project's folder"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(SCRIPT, folder / "scripts")
    (folder / "app").mkdir()
    (folder / "app" / "__main__.py").write_text("import sys\nprint('usher', *sys.argv[1:])\n")
    (folder / "requirements.lock").write_text("# nothing\n")
    (folder / "requirements-dev.lock").write_text("# nothing more\n")
    first = install(folder)
    assert (first.returncode, "Installing requirements.lock" in first.stderr) == (0, True)
    return folder


@pytest.fixture
def project(installed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(installed, tmp_path / "a project's folder", symlinks=True)


def install(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, project / "scripts" / "install.py", *arguments],
        env={**os.environ, "PIP_NO_INDEX": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_installs_once_until_the_lock_changes_and_survives_a_move(project: Path) -> None:
    assert install(project).stderr == ""
    moved = project.with_name("elsewhere, moved")
    project.rename(moved)
    assert install(moved).stderr == ""
    (moved / "requirements.lock").write_text("# nothing, in another way\n")
    assert "Installing requirements.lock" in install(moved).stderr
    said = subprocess.check_output([moved / ".venv" / "bin" / "usher", "a b"], cwd="/", text=True)
    assert said == "usher a b\n"


def test_what_the_tests_need_holds_what_running_needs(project: Path) -> None:
    assert "Installing requirements-dev.lock" in install(project, "--dev").stderr
    assert install(project).stderr == ""


def test_a_broken_environment_is_made_anew(project: Path) -> None:
    (project / ".venv" / "bin" / "python").unlink()
    assert install(project).returncode == 0
    assert (project / ".venv" / "bin" / "python").exists()


def test_what_is_not_in_the_lock_with_its_hash_is_not_installed(project: Path) -> None:
    (project / "requirements.lock").write_text("starlette==1.0\n")
    failed = install(project)
    assert failed.returncode == 1
    assert "hash" in failed.stderr.lower()
    assert not list((project / ".venv").glob("*.installed"))


def test_without_ensurepip_virtualenv_is_fetched(project: Path, tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError('as Debian has it')\n")
    shutil.rmtree(project / ".venv")
    # There is no index here, so it can only be seen to try.
    tried = install(project, PYTHONPATH=str(tmp_path))
    assert "fetching virtualenv" in tried.stderr
    assert "this failed" in tried.stderr
    assert tried.returncode == 1
