"""What the log may not hold: cookies, keys, authorization headers, and line breaks from outside."""

import logging
import re

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


def hide_secrets() -> None:
    """Filter every handler there is, and those that Reflex and the server brought."""
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    handlers = {handler for logger in loggers for handler in logger.handlers}
    if logging.lastResort:
        handlers.add(logging.lastResort)
    for handler in handlers:
        if not any(isinstance(known, HidesSecrets) for known in handler.filters):
            handler.addFilter(HidesSecrets())
