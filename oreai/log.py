"""How the log is written, and what it may not hold: cookies, keys, line breaks from outside."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

from oreai import trace

_NAMES = r"set-cookie|cookie|authorization|api[-_]key"
_SECRETS = re.compile(
    rf"""(?ix)
    ( (?:{_NAMES}) ['"]? \s* [:=,] \s* b? ['"]? ) [^'"\n]+   # a header or a field, as text, dict or tuple
    | ( oreai_session= ) [\w-]+
    | ( \b sk- ) [\w-]{{8,}}
    """
)


class HidesSecrets(logging.Filter):
    """Replaces secrets in every line and its traceback, and keeps what came from outside on one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _one_line(without_secrets(record.getMessage()))
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = record.exc_text and without_secrets(record.exc_text)
        return True


def without_secrets(text: str) -> str:
    """The text with an ellipsis in place of each secret."""
    return _SECRETS.sub(lambda found: "".join(part or "" for part in found.groups()) + "…", text)


def _one_line(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")


class JsonLines(logging.Formatter):
    """Each record as one JSON object on one line, with the name of the wish that it comes of."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": trace.request_id(),
            "traceback": record.exc_text,
        }
        return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def write_json() -> None:
    """Write every line as JSON to the standard error, and more of them: how each reply has ended."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for logger in _loggers():
        logger.handlers.clear()
    logging.getLogger().addHandler(handler)
    logging.getLogger("oreai").setLevel(logging.INFO)


def _loggers() -> list[logging.Logger]:
    return [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]


def hide_secrets() -> None:
    """Filter every handler there is, and those that Reflex and the server brought."""
    handlers = {handler for logger in _loggers() for handler in logger.handlers}
    if logging.lastResort:
        handlers.add(logging.lastResort)
    for handler in handlers:
        if not any(isinstance(known, HidesSecrets) for known in handler.filters):
            handler.addFilter(HidesSecrets())
