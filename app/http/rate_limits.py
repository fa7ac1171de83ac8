"""Count attempts in Redis if configured, and in the database while Redis is down."""

from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.attempts import Limiter
from app.settings import Settings
from db.rate_limits import PostgresStorage

_TIMEOUT = 2.0  # longer than a busy disk blocks Redis


def make_limiter(settings: Settings, engine: AsyncEngine) -> Limiter | None:
    """Make the process's limiter; None if limits are off."""
    if not settings.rate_limits:
        return None
    in_database = FixedWindowRateLimiter(PostgresStorage(engine))
    if settings.redis_url is None:
        return Limiter(in_database)
    from redis.asyncio import ConnectionPool  # noqa: PLC0415 (a tenth of a second, for who has one)

    pool = ConnectionPool.from_url(settings.redis_url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)
    redis = RedisStorage(
        f"async+{settings.redis_url}",
        wrap_exceptions=True,
        implementation="redispy",
        key_prefix="usher",
        connection_pool=pool,  # type: ignore[arg-type] # `limits` accepts it, but its types do not
    )
    return Limiter(FixedWindowRateLimiter(redis), in_database, close=pool.aclose)
