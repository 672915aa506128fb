"""Structured logs in JSON, with secrets and personal data taken out by name and by shape."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRET_NAMES = re.compile(
    r"password|passwd|token|secret|authorization|cookie|api_?key|signature|csrf|e-?mail|prompt|idea", re.I
)
_SECRET_SHAPES = re.compile(
    r"eyJ[\w-]{8,2000}\.[\w-]{1,2000}\.[\w-]{1,2000}"  # JWT
    r"|\b(?:sk|rk|pk|whsec)_[A-Za-z0-9_-]{8,}"  # Stripe, and our own keys
    r"|\bAIza[\w-]{20,}"  # Google
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"  # e-mail
    r"|(?i:bearer|session)\s{1,4}[\w.~+/-]{12,2000}"
    r"|(?<=[?&]s=)[\w-]{16,}"  # signed links
)
_MASK = "[redacted]"
_LONGEST = 4000


def _masked(text: str) -> str:
    """Without secret-looking parts. Long texts are cut first: some come from strangers, and looking takes time."""
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}… [{len(text) - _LONGEST} more characters]"
    return _SECRET_SHAPES.sub(_MASK, text)


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: values under secret names, and secret-looking parts of all other texts."""
    return {name: _clean(name, value) for name, value in event.items()}


def _clean(name: str, value: Any) -> Any:
    if _SECRET_NAMES.search(name) and value is not None and not isinstance(value, bool | int | float):
        return _MASK
    if isinstance(value, str):
        return _masked(value)
    if isinstance(value, dict):
        return {str(key): _clean(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean("", inner) for inner in value]
    return value


class _RedactingFilter(logging.Filter):
    """The same for libraries that log through the standard library."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):  # structlog's own records are dictionaries, and redacted further on
            record.msg, record.args = _masked(record.getMessage()), ()
        return True


def configure_logging(level: str = "INFO") -> None:
    """Once per process, at its start."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_RedactingFilter())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.processors.TimeStamper("iso", utc=True)],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "httpx2", "google_genai", "botocore", "urllib3", "rq.worker"):
        logging.getLogger(noisy).setLevel("WARNING")
    # Reflex logs whole events, cookies and payloads included, when it does not know their handler.
    for name in ("reflex_base.event.processor.event_processor", "reflex.app", "reflex"):
        logging.getLogger(name).setLevel("CRITICAL")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
