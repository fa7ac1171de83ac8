"""A worker in a process of its own, to be killed."""

import asyncio
import sys

from sqlalchemy.ext.asyncio import create_async_engine

from actions.work import Services
from app.worker import Worker
from live.hub import Hub
from mail.smtp_sender import SmtpSender
from mail.smtp_url import parse_smtp_url
from rules.config import Config


async def main(dsn: str, smtp_url: str) -> None:
    engine = create_async_engine(dsn.replace("postgresql://", "postgresql+asyncpg://", 1))
    config = Config(secret_keys=(b"k" * 32,), public_url="http://127.0.0.1", join_url="http://127.0.0.1/join/{key}")
    worker = Worker(
        Services(engine, Hub("memory://", dsn), config), dsn, SmtpSender(parse_smtp_url(smtp_url), "localhost")
    )
    await worker.start()
    await asyncio.sleep(3600)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
