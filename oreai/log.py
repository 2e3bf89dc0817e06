"""What the log may not hold: cookies, keys, authorization headers, and line breaks from outside."""

import logging
import re

_SECRETS = re.compile(
    r"(?i)((?:cookie|authorization|api[-_]key)['\"]?\s*[:=]\s*['\"]?)[^'\"\n]+|(oreai_session=)[\w-]+|\bsk-[\w-]{8,}"
)


class HidesSecrets(logging.Filter):
    """Replaces secrets in every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        cleaned = _SECRETS.sub(lambda found: (found[1] or found[2] or "") + "…", message)
        record.msg, record.args = cleaned.replace("\r", "\\r"), ()
        return True


def hide_secrets() -> None:
    """Filter every handler there is, and those Reflex and granian brought."""
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    handlers = {handler for logger in loggers for handler in logger.handlers}
    if logging.lastResort:
        handlers.add(logging.lastResort)
    for handler in handlers:
        if not any(isinstance(known, HidesSecrets) for known in handler.filters):
            handler.addFilter(HidesSecrets())
