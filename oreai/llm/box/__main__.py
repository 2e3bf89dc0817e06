"""The process of the box: loads one model, serves it on a free port of this machine, and ends by itself.

Its parent tells it what to load in one line of JSON on stdin, and holds that
open: when it closes, however the parent has ended, this process ends too. So it
does after some idle time. It answers with one line of JSON: where it listens.
"""

import json
import os
import re
import sys
import threading
import time
from typing import Any, NoReturn

_LOOK_SECONDS = 1.0
_WORK = re.compile(r"^llamacpp:(?:prompt_tokens_total|tokens_predicted_total) (\S+)", re.MULTILINE)
_BUSY = re.compile(r"^llamacpp:requests_(?:processing|deferred) [1-9]", re.MULTILINE)


def main() -> NoReturn:
    """Serve until nobody needs it any more."""
    order = json.loads(sys.stdin.readline())
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever llama.cpp prints is no answer
    threading.Thread(target=_end_with_parent, daemon=True).start()
    server = _serve(order)
    print(json.dumps({"url": server.listening_address}), file=answer, flush=True)
    _wait_until_idle(server, order["idle_seconds"])
    os._exit(0)


def _end_with_parent() -> NoReturn:
    """Wait for the end of stdin, which comes also when the parent was killed."""
    sys.stdin.read()
    os._exit(0)


def _serve(order: dict[str, Any]) -> Any:
    """llama.cpp's own server, from which nothing is to be had without the key."""
    import xllamacpp  # noqa: PLC0415

    params = xllamacpp.CommonParams()
    params.model.path = order["path"]
    params.model_alias = {order["name"]}
    params.n_ctx = order["context"] * order["slots"]
    params.n_parallel = order["slots"]
    params.n_gpu_layers = order["gpu_layers"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = order["threads"]
    params.sampling.penalty_repeat = order["repeat_penalty"]
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [order["key"]]
    params.cors_origins, params.ui = "", False
    params.endpoint_slots, params.endpoint_metrics = False, True
    params.cache_ram_mib, params.cache_idle_slots = 0, False  # else it grows by gigabytes
    params.verbosity = 1
    return xllamacpp.Server(params)


def _wait_until_idle(server: Any, seconds: float) -> None:
    """Return when no request has run for so long."""
    done, since = "", time.monotonic()
    while time.monotonic() - since < seconds:
        time.sleep(min(_LOOK_SECONDS, seconds / 4))
        metrics = str(server.handle_metrics())
        work = " ".join(_WORK.findall(metrics))
        if work != done or _BUSY.search(metrics):
            done, since = work, time.monotonic()


if __name__ == "__main__":
    main()
