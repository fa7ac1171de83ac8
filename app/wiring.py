"""Build the application from its settings and the DSN of its database."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from structlog.contextvars import bind_contextvars

from actions import housekeeping, idempotency, retention
from actions.attempts import expensive_attempt
from actions.invitations import expiry_tasks
from actions.seats import seat_plans
from actions.work import Services
from app.http.draining import Draining
from app.http.graphql import GraphQLEndpoint
from app.http.health import Health
from app.http.idempotency import HEADER, Idempotency
from app.http.networks import network_of
from app.http.origins import Origins
from app.http.proxies import Proxies
from app.http.public_path import PublicPath
from app.http.rate_limits import make_limiter
from app.http.requests import OPERATION_KEY, Requests
from app.http.safe_headers import SafeHeaders
from app.http.session_watch import SessionWatch
from app.http.sign_in import SignIn
from app.http.stale_cookies import StaleCookies
from app.key_fingerprints import read_retired_form_keys, register_keys
from app.logs import configure_logs
from app.mailbox.routes import mailbox_routes
from app.metrics import Metrics, count_answer
from app.pages.endpoint import Pages
from app.pages.routes import page_errors, page_routes
from app.presence import Presence
from app.settings import Settings
from app.settings.trusted_documents import read_trusted
from app.tracing import make_trace
from app.worker import PeriodicTask, Worker
from db import rate_limits
from db.engine import make_engine
from db.failures import explain
from db.pool_watch import PoolWatch
from edge import EdgeOptions, GraphQLEdge, Hooks, Operation
from edge.options import DocumentLimits, SocketLimits, SseLimits
from graph.context import Context, RequestContext, StreamContext
from graph.root import make_schema
from live.audience import Audiences
from live.feed import Feeds
from live.hub import Hub
from mail.smtp_sender import SmtpSender
from mail.smtp_url import helo_name, parse_smtp_url
from rules.caller import Caller
from rules.limits import EXPENSIVE_COST

PERIODIC_TASKS = (
    PeriodicTask("expire invitations", timedelta(seconds=2), expiry_tasks.expire_due),
    PeriodicTask("remind of invitations", timedelta(seconds=10), expiry_tasks.remind_due),
    PeriodicTask("tell of plans", timedelta(seconds=2), seat_plans.announce_status_changes),
    PeriodicTask("tell of plans that expire", timedelta(seconds=10), seat_plans.notify_expiring),
    PeriodicTask("prune events", timedelta(minutes=10), retention.prune_events),
    PeriodicTask("wake stranded mails", timedelta(minutes=1), housekeeping.requeue_stranded_mails),
    PeriodicTask("forget kept mails", timedelta(minutes=10), housekeeping.delete_kept_mails),
    PeriodicTask("strip mails", timedelta(hours=1), retention.strip_mails),
    PeriodicTask("forget notifications", timedelta(hours=1), retention.delete_notifications),
    PeriodicTask("forget history", timedelta(hours=1), retention.delete_history),
    PeriodicTask("forget older links", timedelta(hours=1), housekeeping.delete_older_links),
    PeriodicTask("forget sign-ins", timedelta(hours=1), retention.delete_sign_ins),
    PeriodicTask("forget login networks", timedelta(hours=1), housekeeping.delete_login_networks),
    PeriodicTask("forget limits", timedelta(minutes=10), housekeeping.delete_rate_limits),
    PeriodicTask("forget sent forms", timedelta(minutes=1), housekeeping.delete_sent_forms),
    PeriodicTask("forget replies", timedelta(hours=1), idempotency.delete_old),
    PeriodicTask("forget the job log", timedelta(hours=1), housekeeping.delete_job_log),
)

LAST_EVENT_ID = "last-event-id"
"""The header in which an EventSource that reconnects sends the cursor of the last event that it had."""

MAX_PASTED = 512 * 1024
"""Bytes of a list of recipients that people paste."""
CLIENT_DOCUMENTS = Path(__file__).with_name("static") / "documents.json"
"""The documents of our own clients, made by `make clients`."""
FIELD_COSTS = {
    ("Group", "invitationPreview"): 1_000,
    ("RecipientCheck", "preview"): 1_000,
    ("Group", "inviteCandidates"): 100,
    ("Query", "checkRecipients"): 100,
    ("QrCode", "svg"): 200,
    ("QrCode", "pngDataUri"): 500,
}
"""Cost of fields that do more than read a row."""


def make_services(settings: Settings, dsn: str, public_url: str = "") -> Services:
    """Make the services of the process. The hub is not started yet."""
    engine, config = make_engine(dsn, pool_size=settings.database_pool), settings.config(public_url)
    return Services(engine, Hub(settings.broadcast_url, dsn), config, make_limiter(settings, engine))


def make_worker(settings: Settings, services: Services, dsn: str) -> Worker:
    return Worker(services, dsn, make_smtp_sender(settings, services), PERIODIC_TASKS)


def make_smtp_sender(settings: Settings, services: Services) -> SmtpSender | None:
    """Make the mail sender; None if mails are kept for the mailbox page."""
    if settings.smtp_url is None:
        return None
    rate, reserve_slot = settings.mail_rate, None
    if rate is not None:
        reserve_slot = partial(rate_limits.reserve_slot, services.engine, "mails", timedelta(minutes=1) / rate)
    return SmtpSender(
        parse_smtp_url(settings.smtp_url, production=settings.production),
        helo_name(services.config.public_url),
        connections=settings.mail_connections,
        reserve_slot=reserve_slot,
    )


def create_app(settings: Settings, dsn: str, *, jobs: bool = True) -> Starlette:
    """Build the application of a server process.

    Args:
        settings: With `public_url` set by whoever knows the port.
        jobs: Whether the worker runs inside.
    """
    configure_logs(production=settings.production, level=settings.log_level)
    services = make_services(settings, dsn)
    feeds = Feeds(services.hub, services.engine)
    audiences = Audiences(feeds)
    worker = make_worker(settings, services, dsn) if jobs else None
    origins = Origins(services.config, settings.allowed_origins)
    sign_in = SignIn(services.engine, services.hub, services.config, origins, services.limiter)
    pages = Pages(services, sign_in, origins)
    edge = _edge(settings, services, feeds, audiences, sign_in)
    trace, end_traces = make_trace()
    draining = Draining(settings.seconds_to_drain)
    presence = Presence(services.engine, services.config, worker, feeds.set_epoch)
    health = Health(services.engine, services.hub, worker, presence, PoolWatch(services.engine, dsn), draining)
    metrics = Metrics(services, edge, presence)
    running = _Running(
        services, feeds, audiences, worker, sign_in, pages, edge, draining, presence, metrics, end_traces
    )
    app = Starlette(
        routes=[
            *edge.routes(),
            *health.routes(),
            *metrics.routes(),
            *mailbox_routes(settings, services),
            *page_routes(pages),
        ],
        middleware=[
            Middleware(Proxies, trusted=settings.trusted_proxies, warns=settings.production),
            Middleware(PublicPath, path=services.config.public_path),
            Middleware(
                GraphQLEndpoint,
                graphql=edge.requests,
                sockets=edge.sockets,
                config=services.config,
                origins=settings.allowed_origins,
                trace=trace,
                production=settings.production,
            ),
            Middleware(Requests, trace=trace, in_log=settings.production),
            Middleware(SafeHeaders, tls_only=settings.production),
            Middleware(StaleCookies, config=services.config),
        ],
        exception_handlers=page_errors(pages),
        lifespan=running.lifespan,
    )
    app.state.services = services
    app.router.redirect_slashes = False  # it would redirect to whatever host the request names
    return app


@dataclass(frozen=True, slots=True)
class _Running:
    """Starts the parts of a server process, and stops them in reverse order."""

    services: Services
    feeds: Feeds
    audiences: Audiences
    worker: Worker | None
    sign_in: SignIn
    pages: Pages
    edge: GraphQLEdge
    draining: Draining
    presence: Presence
    metrics: Metrics
    end_traces: Callable[[], None]

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await self._start()
        self.draining.begin_on_sigterm()
        try:
            yield
        finally:
            self.draining.begun = True
            await self._stop()

    async def _start(self) -> None:
        engine, config = self.services.engine, self.services.config
        await register_keys(engine, config)
        self.pages.retired_form_keys = await read_retired_form_keys(engine, config)
        await self.services.hub.start()
        await self.feeds.start()
        if self.worker is not None:
            await self.worker.start()
        await self.presence.start()
        await self.metrics.start()

    async def _stop(self) -> None:
        await self.edge.sockets.drain()
        await self.presence.stop()
        await self.metrics.stop()
        if self.worker is not None:
            await self.worker.stop()
        self.audiences.stop()
        await self.feeds.stop()
        await self.sign_in.stop()
        await self.services.hub.stop()
        if self.services.limiter is not None:
            await self.services.limiter.close()
        await self.services.engine.dispose()
        self.end_traces()


def _edge(settings: Settings, services: Services, feeds: Feeds, audiences: Audiences, sign_in: SignIn) -> GraphQLEdge:
    limits = services.config.limits

    async def make_context(caller: Caller, connection: HTTPConnection, operation: Operation) -> Context:
        # A socket may have signed in long ago. A subscription looks for itself.
        if connection.scope["type"] == "websocket" and operation.kind != "subscription":
            caller = await sign_in.recheck(caller)
        if services.limiter is not None and operation.cost >= EXPENSIVE_COST:
            await services.limiter.spend(expensive_attempt(limits, caller))
        bind_contextvars(kind=operation.kind, operation=operation.name, account=caller.account_id)
        connection.scope.setdefault("state", {})[OPERATION_KEY] = operation.name
        headers = connection.headers if connection.scope["type"] == "http" else {}
        if operation.kind == "subscription":
            return StreamContext(services, feeds, caller, audiences, headers.get(LAST_EVENT_ID))
        # A query with liveCursor reads everything in one snapshot, so that the cursor fits the data.
        snapshot = "liveCursor" in operation.selects
        key = headers.get(HEADER)
        return RequestContext(services, feeds, caller, snapshot=snapshot, idempotency_key=key)

    sockets = SocketLimits(
        streams=limits.streams_per_socket,
        per_account=limits.sockets_per_account,
        per_network=limits.sockets_per_network,
    )
    sse = SseLimits(per_account=limits.sse_streams_per_account, per_network=limits.sse_streams_per_network)

    async def count_document(caller: Caller) -> None:
        assert services.limiter is not None
        await services.limiter.spend(expensive_attempt(limits, caller))

    options = EdgeOptions(
        production=settings.production,
        limits=DocumentLimits(longer_strings={"addresses": MAX_PASTED}),
        sockets=sockets,
        sse=sse,
        field_costs=FIELD_COSTS,
        trusted=settings.load_trusted_documents(),
        own=read_trusted(CLIENT_DOCUMENTS),
    )
    hooks = Hooks(
        sign_in=sign_in,
        make_context=make_context,
        explain=explain,
        watch_session=SessionWatch(feeds, sign_in),
        around_mutation=Idempotency(services),
        counts=Counter() if services.config.rate_limits else None,
        network=network_of,
        observe=count_answer,
        count_document=count_document if services.limiter is not None else None,
    )
    return GraphQLEdge(make_schema(), hooks, options)
