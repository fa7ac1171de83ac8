"""The first command on a bare machine, tried on a project of two files and no dependencies."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[3] / "scripts"
BASE = Path(sys.base_prefix, "bin", "python3")
"""The Python that people have; the one of `.venv` has no pip."""


@pytest.fixture(scope="module")
def uv(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the locked uv; skips where no index has it."""
    folder = str(tmp_path_factory.mktemp("uv"))
    command: list[str | Path] = [
        BASE,
        "-m",
        "pip",
        "download",
        "-q",
        "-d",
        folder,
        "--require-hashes",
        "-r",
        SCRIPTS / "uv.lock",
    ]
    if subprocess.run(command, check=False).returncode:
        pytest.skip("uv cannot be had here")
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once") / "a project's folder"
    (folder / "scripts").mkdir(parents=True)
    for name in ("install.py", "uv.lock"):
        shutil.copy(SCRIPTS / name, folder / "scripts")
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
        [BASE, project / "scripts" / "install.py", *arguments],
        env={**os.environ, "PIP_NO_INDEX": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_installation_survives_a_move_and_is_renewed_when_the_lock_changes(project: Path) -> None:
    assert install(project).stderr == ""
    moved = project.with_name("elsewhere, moved")
    project.rename(moved)
    assert install(moved).stderr == ""
    (moved / "requirements.lock").write_text("# nothing, in another way\n")
    assert "Installing requirements.lock" in install(moved).stderr
    said = subprocess.check_output([moved / ".venv" / "bin" / "usher", "a b"], cwd="/", text=True)
    assert said == "usher a b\n"


def test_the_command_imports_its_own_code_in_any_folder(project: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    for package in ("app", "db", "mail"):
        (foreign / package).mkdir(parents=True)
        (foreign / package / "__init__.py").write_text("raise SystemExit('this is not Usher')\n")
    (foreign / "redis.py").write_text("raise SystemExit('this is not redis')\n")
    (project / "app" / "__main__.py").write_text("import importlib.util\nprint(importlib.util.find_spec('redis'))\n")
    said = subprocess.check_output([project / ".venv" / "bin" / "usher"], cwd=foreign, text=True)
    assert "foreign" not in said


def test_an_older_command_is_replaced_without_reinstalling(project: Path) -> None:
    command = project / ".venv" / "bin" / "usher"
    kept = command.read_text()
    command.write_text("#!/bin/sh\nexit 3\n")
    assert install(project).stderr == ""
    assert command.read_text() == kept


def test_the_development_lock_contains_the_lock_for_running(project: Path) -> None:
    assert "Installing requirements-dev.lock" in install(project, "--dev").stderr
    assert install(project).stderr == ""


def test_a_broken_environment_is_rebuilt(project: Path) -> None:
    (project / ".venv" / "bin" / "python").unlink()
    assert install(project).returncode == 0
    assert (project / ".venv" / "bin" / "python").exists()


def wheel(folder: Path, name: str) -> str:
    """A package of one module, made by hand; gives the line that locks it."""
    files = {
        f"{name}.py": "",
        f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{name}-1.0.dist-info/RECORD": "",
    }
    file = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as packed:
        for path, content in files.items():
            packed.writestr(path, content)
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n    # via nobody\n"


def installers(project: Path) -> set[str]:
    return {file.read_text().strip() for file in (project / ".venv" / "lib").glob("python3*/site-packages/*/INSTALLER")}


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_locked_packages_are_installed_if_their_hashes_match(
    project: Path, tmp_path: Path, installer: str, request: pytest.FixtureRequest
) -> None:
    locked = [wheel(tmp_path, name) for name in ("anna", "bob", "cy", "dora", "emil")]
    places = str(tmp_path)
    if installer == "uv":
        places += f" {request.getfixturevalue('uv')}"
    for wrong in ("dora==1.0 --hash=sha256:" + "0" * 64 + "\n", "dora==1.0\n"):
        (project / "requirements.lock").write_text("".join([*locked[:3], wrong, locked[4]]))
        failed = install(project, PIP_FIND_LINKS=places)
        assert failed.returncode == 1
        assert "hashes" in failed.stderr.lower()
        assert not list((project / ".venv").glob("*.installed"))
    (project / "requirements.lock").write_text("# made by hand\n" + "".join(locked))
    assert install(project, PIP_FIND_LINKS=places).returncode == 0
    subprocess.check_call([project / ".venv" / "bin" / "python", "-c", "import anna, bob, cy, dora, emil"])
    assert installers(project) == {installer}


def test_uv_removes_what_is_no_longer_locked(project: Path, tmp_path: Path, uv: str) -> None:
    locked = [wheel(tmp_path, name) for name in ("anna", "bob")]
    for lines in (locked, locked[1:]):
        (project / "requirements.lock").write_text("".join(lines))
        assert install(project, PIP_FIND_LINKS=f"{tmp_path} {uv}").returncode == 0
    found = [file.stem for file in (project / ".venv" / "lib").glob("python3*/site-packages/*.py")]
    assert found == ["bob"]


def test_an_interrupted_installation_is_rebuilt(project: Path) -> None:
    (project / ".venv" / "requirements.lock.installed").unlink()
    (project / ".venv" / "half").write_text("of a package")
    assert "Installing requirements.lock" in install(project).stderr
    assert not (project / ".venv" / "half").exists()


def test_concurrent_starts_install_once(project: Path) -> None:
    (project / "requirements.lock").write_text("# for several\n")
    command = [BASE, project / "scripts" / "install.py"]
    several = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate()[1] for one in several]
    assert [one.returncode for one in several] == [0, 0, 0]
    assert sum("Installing requirements.lock" in one for one in said) == 1


def test_without_pip_ensurepip_makes_one(project: Path, tmp_path: Path) -> None:
    subprocess.check_call([BASE, "-m", "venv", "--without-pip", tmp_path / "bare"])
    shutil.rmtree(project / ".venv")
    command = [tmp_path / "bare" / "bin" / "python", project / "scripts" / "install.py"]
    subprocess.check_call(command, env={**os.environ, "PIP_NO_INDEX": "1"})
    assert (project / ".venv" / "requirements.lock.installed").exists()


def test_without_pip_and_ensurepip_the_error_says_what_to_do(project: Path, tmp_path: Path) -> None:
    for module in ("pip", "ensurepip"):
        (tmp_path / f"{module}.py").write_text("raise ImportError('as Debian has it')\n")
    shutil.rmtree(project / ".venv")
    tried = install(project, PYTHONPATH=str(tmp_path))
    assert "install pip" in tried.stderr
    assert tried.returncode == 1


def test_without_ensurepip_another_pip_is_enough(project: Path, tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError('as Debian has it')\n")
    shutil.rmtree(project / ".venv")
    assert install(project, PYTHONPATH=str(tmp_path)).returncode == 0
