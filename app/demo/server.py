import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.operator_errors import StartError
from app.settings import Settings
from app.settings.environment import environment_of_child
from embedded_postgres import destroy, running_dsn

_SECONDS_TO_STOP = 30


@contextmanager
def running_server(settings: Settings, *, keep: bool) -> Iterator[tuple[str, Settings]]:
    """Start `usher serve` on a free port; give its address and settings.

    Args:
        keep: Use the data folder of `settings` instead of a temporary one.
    """
    with tempfile.TemporaryDirectory(prefix="usher-demo-") as scratch:
        folder = settings.data_folder() if keep else Path(scratch)
        environment = environment_of_child(
            {"USHER_DATA_DIR": str(folder)}, without="" if keep else "USHER_DATABASE_URL"
        )
        # -P keeps Python from importing modules of the folder in which the demo is called.
        words = [sys.executable, "-P", "-m", "app", "serve", "--port", "0"]
        server = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            address = _address(server)
            dsn = (settings.database_url if keep else None) or running_dsn(folder)
            if dsn is None:
                raise StartError("the server for the demo has no database")
            yield address, settings.model_copy(update={"data_dir": folder, "database_url": dsn})
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(_SECONDS_TO_STOP)
            if not keep:
                destroy(folder)


def _address(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    for line in server.stdout:
        found = re.match(r"Listening: +(http://\S+)", line)
        if found:
            return found[1]
    raise StartError("the server for the demo did not start; what is above says why")
