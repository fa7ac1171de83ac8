"""The queue, the workers and the mail server of the quick tests of mails."""

from tests.mail.conftest import catcher, config, dsn, engine, mails, services, start_worker

__all__ = ["catcher", "config", "dsn", "engine", "mails", "services", "start_worker"]
