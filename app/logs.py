"""Structured logs: readable in development, one JSON object per line in production."""

import logging
import sys

import structlog


def _name_library_event(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Give records of libraries an event name and keep their message beside it."""
    record = line["_record"]
    return {**line, "event": "library.logged", "library": record.name, "message": line["event"]}


def configure_logs(*, production: bool, level: str = "info") -> None:
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shown: structlog.typing.Processor = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),
        exception_formatter=structlog.dev.plain_traceback,  # the pretty one takes seconds and prints locals
    )
    if production:
        shown = structlog.processors.JSONRenderer()
    written = [structlog.processors.format_exc_info, shown] if production else [shown]
    structlog.configure(
        processors=[*shared, *written],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *written],
        foreign_pre_chain=[*shared, _name_library_event],
    )
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG if level == "debug" else max(logging.WARNING, logging.getLevelName(level.upper())))
    # Refusals are normal answers; the edge logs what matters.
    logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)
