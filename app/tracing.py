"""OpenTelemetry traces, if the extra `tracing` is installed and its own settings name a collector.

Spans contain routes and operation names, never paths, tokens or variables.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from app.settings.environment import has_trace_collector, traced_service_name

SetAttributes = Callable[..., None]
Trace = Callable[..., AbstractContextManager[SetAttributes]]
"""`with trace("request", method="GET") as tell:` is a span; `tell(status=200)` adds attributes."""


def make_trace() -> tuple[Trace, Callable[[], None]]:
    """Give a span factory, and a function that flushes the last spans."""
    if not has_trace_collector() or find_spec("opentelemetry") is None:
        return _untraced, lambda: None
    sdk = import_module("opentelemetry.sdk.trace")
    export = import_module("opentelemetry.sdk.trace.export")
    otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    resource = import_module("opentelemetry.sdk.resources").Resource.create({"service.name": traced_service_name()})
    provider = sdk.TracerProvider(resource=resource)
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    tracer = provider.get_tracer("usher")

    @contextmanager
    def traced(name: str, **attributes: Any) -> Iterator[SetAttributes]:
        with tracer.start_as_current_span(f"usher.{name}", attributes=attributes, record_exception=False) as span:
            yield lambda **more: span.set_attributes(more)

    return traced, provider.shutdown


def _untraced(_: str, **__: Any) -> AbstractContextManager[SetAttributes]:
    return _NO_SPAN


def _ignore(**_: Any) -> None:
    pass


_NO_SPAN = nullcontext(_ignore)
