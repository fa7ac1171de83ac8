"""Variables of the environment that libraries define. Ours are the settings."""

import os

_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def shared_metrics_folder() -> str | None:
    """Return the folder through which the workers of one server share their metrics."""
    return os.environ.get(_METRICS_FOLDER)


def share_metrics(folder: str) -> None:
    os.environ[_METRICS_FOLDER] = folder


def has_trace_collector() -> bool:
    return any(os.environ.get(name) for name in _COLLECTORS)


def traced_service_name() -> str:
    return os.environ.get("OTEL_SERVICE_NAME", "usher")


def environment_of_child(changed: dict[str, str], without: str) -> dict[str, str]:
    return {name: value for name, value in (dict(os.environ) | changed).items() if name != without}
