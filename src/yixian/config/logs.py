"""Logging: one line an entry, as JSON or for a person's eyes, and no personal data.

Request lines carry no query string and no address of the caller, and of an exception only its kind and
where it arose are kept, since its message may repeat what a resident wrote.
"""

import logging
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def _bare_exception(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and the places it passed through."""
    found = event.pop("exc_info", None)
    if isinstance(found, tuple) and found[1] is not None:
        found = found[1]
    if isinstance(found, BaseException):
        frames = traceback.extract_tb(found.__traceback__)
        event["error"] = type(found).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
    return event


def _no_query(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Cut the query string off a request's path and drop the request itself."""
    for key in ("request", "server_time"):
        event.pop(key, None)
    event["event"] = str(event.get("event", "")).split("?", 1)[0]
    return event


def logging_config(style: str, level: str) -> dict[str, Any]:
    """Return the LOGGING setting: `style` is "json" or "console", `level` a level's name."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _bare_exception,
        _no_query,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
                "foreign_pre_chain": before,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django": {"handlers": [], "level": level, "propagate": True}},
    }
