"""Settings of a server in production, with trusted documents and an allowed origin."""

import json
from pathlib import Path

from app.settings import Settings
from tests.support.servers import SECRET_KEY

APP = "https://app.example.org"
TRUSTED = "{ site { name } }"
SITE = json.dumps({"query": TRUSTED})
JSON = {"content-type": "application/json"}


def make_settings(folder: Path, dsn: str, **given: object) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        secret_key=(SECRET_KEY,),
        data_dir=folder,
        public_url="https://usher.example.org",
        database_url=dsn,
        smtp_url="smtp://127.0.0.1:1",
        directory="shared",
        mail_from="usher@example.org",
        site_name="Usher",
        support_email="help@example.org",
        **given,  # type: ignore[arg-type]
    )
