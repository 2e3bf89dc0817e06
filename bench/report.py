"""From readings to tables beside the targets; pairs are (floor, OreAI) throughout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from bench.browser import Reading
from bench.burst import Burst
from bench.first_load import FirstLoad
from bench.idle import Idle
from bench.load import Load
from bench.long_chat import Opening
from bench.several import Several

Pages = Sequence[tuple[Reading, Reading]]
Crowds = Sequence[tuple[Load, Load]]

_INTRODUCTION = """\
Written by `make bench` in {seconds:.0f} s. The floor is an OpenAI SDK loop that forwards over a plain
websocket to a page that appends text (`bench/floor.py`), measured in the same run. What each number counts,
and what not, stands at the top of the files of `bench/`. Of several
rounds, CPU is the median (of the ratio, the median of the rounds' ratios), a lag the worst. A start is
from a send to the request at the provider. Where the floor itself lags, the machine was busy elsewhere."""
_HEAD = ("what", "OreAI", "floor", "target", "")
_PAGE_HEAD = (
    *("tokens", "", "bytes ÷ reply's", "frames", "main thread s", "scripts s", "layout s"),
    *("longest task", "tasks ≥ 50 ms", "last text after ms"),
)
_CROWD_HEAD = (
    *("replies", "", "CPU s", "per 1,000 tokens", "start p95 s", "lag p50 s", "p95", "max", "wrong texts"),
    *("bytes ÷ reply's", "provider late s", "took s"),
)


@dataclass(frozen=True)
class Measured:
    """Everything of one run."""

    machine: list[tuple[str, str]]
    pages: Pages
    blocks: dict[str, tuple[Reading, Reading]]
    "A short and a long reply that is one long block, by its kind."
    crowds: Crowds
    crowd_tokens: int
    bursts: Sequence[Burst]
    idle: Idle
    several: Several
    writes: dict[str, int]
    writes_seconds: int
    opening: Opening
    loaded: tuple[FirstLoad, FirstLoad]
    "Reflex's template, OreAI."
    fitting: dict[str, float]
    search: dict[str, float]


@dataclass(frozen=True)
class Row:
    """One line of the table of targets; `met` is None where there is no target."""

    what: str
    app: str
    floor: str = ""
    target: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        return self.what, self.app, self.floor, self.target, {True: "✓", False: "✗", None: ""}[self.met]


def render(measured: Measured, *, seconds: float) -> str:
    """The whole report, in Markdown."""
    rows = [
        *_page_rows(measured.pages),
        *_block_rows(measured.blocks),
        *_crowds_rows(measured.crowds),
        *_burst_rows(measured.bursts),
        *_idle_rows(measured.idle),
        *_several_rows(measured.several),
        _writes_row(measured),
        *_opening_rows(measured.opening),
        *_loading_rows(*measured.loaded),
        *_fitting_rows(measured.fitting),
        *_search_rows(measured.search),
    ]
    parts = [
        "# What OreAI costs",
        _INTRODUCTION.format(seconds=seconds),
        _table(_HEAD, [row.cells for row in rows]),
        "## One reply in Chromium, 200 tokens a second",
        _table(_PAGE_HEAD, [_page_cells(*named) for pair in measured.pages for named in _named(pair)]),
        f"## Replies at once, each of {measured.crowd_tokens} tokens at 20 a second",
        _table(_CROWD_HEAD, [_crowd_cells(*named) for pair in measured.crowds for named in _named(pair)]),
        "## The machine",
        _table(("", ""), measured.machine),
    ]
    return "\n\n".join(parts) + "\n"


def render_part(name: str, measured: dict[str, float]) -> str:
    """One part of it, as its table."""
    rows = {"fitting": _fitting_rows, "search": _search_rows}[name](measured)
    return _table(_HEAD, [row.cells for row in rows])


def _page_rows(pages: Pages) -> Iterator[Row]:
    """What one reply costs, length by length, then whether that is linear."""
    for bare, app in pages:
        what = f"bytes to the browser ÷ the reply's UTF-8 bytes, {app.tokens:,} tokens"
        limit = 1.0 if app.tokens >= 1000 else 1.6
        yield _judged(what, app.bytes_ratio, bare.bytes_ratio, limit)
    by_length = {app.tokens: (bare, app) for bare, app in pages}
    if short := by_length.get(1000):
        yield _judged("browser main-thread seconds, 1,000 tokens", short[1].main, short[0].main, 2.5)
    if short and (long := by_length.get(16000)):
        yield from _long_rows(*long, short[1])


def _long_rows(bare: Reading, app: Reading, short: Reading) -> Iterator[Row]:
    """The targets at 16,000 tokens."""
    yield _judged("browser main-thread seconds, 16,000 tokens", app.main, bare.main, 25)
    yield _growth("bytes ratio, 16,000 against 1,000 tokens", app.bytes_ratio / short.bytes_ratio, 1)
    yield _growth("main-thread seconds, 16,000 against 1,000 tokens", app.main / short.main, 16)
    yield Row(
        "longest main-thread task, 16,000 tokens",
        *(_longest(app), _longest(bare)),
        target="≤ 60 ms",
        met=app.longest_ms <= 60,
    )
    what = "last token sent by the provider → last text in the page, 16,000 tokens, ms"
    yield _judged(what, app.end_ms, bare.end_ms, 200, "{:.0f}")


def _block_rows(blocks: dict[str, tuple[Reading, Reading]]) -> Iterator[Row]:
    """A reply that is one long block: its work follows its length, and no task is long."""
    for kind, (short, long) in blocks.items():
        times = long.tokens / short.tokens
        what = f"main-thread seconds, a {kind} reply of {long.tokens:,} against {short.tokens:,} tokens"
        yield _growth(what, long.main / short.main, times)
        what = f"longest main-thread task, a {kind} reply of {long.tokens:,} tokens"
        yield Row(what, _longest(long), target="≤ 60 ms", met=long.longest_ms <= 60)


def _growth(what: str, times: float, limit: float) -> Row:
    return Row(what, f"× {times:.2f}", target=f"≤ × {limit:g}", met=times <= limit)


def _crowds_rows(crowds: Crowds) -> Iterator[Row]:
    for replies, rounds in groupby(crowds, key=lambda pair: pair[1].replies):
        yield from _crowd_rows(f"{replies} replies at 20 tokens/s", list(rounds))


def _burst_rows(bursts: Sequence[Burst]) -> Iterator[Row]:
    """How soon many sends of the same instant are at the provider."""
    for burst in bursts:
        name = f"{burst.sends} sends in the same instant"
        what, limit = f"seconds from the send to the request at the provider, p95, {name}", burst.sends / 200
        yield Row(what, f"{burst.start_p95:.2f}", "", f"≤ {limit:g}", burst.start_p95 <= limit)
        yield Row(f"server CPU milliseconds of a send and its short reply, {name}", f"{burst.cpu_ms:.1f}")
        yield Row(f"texts unlike the provider's, {name}", str(burst.wrong), target="0", met=burst.wrong == 0)


def _crowd_rows(name: str, rounds: Crowds) -> Iterator[Row]:
    """One size of crowd, in all its rounds."""
    bare, app = (median(load.cpu_per_1000 for load in side) for side in zip(*rounds, strict=True))
    share = median(full.cpu_per_1000 / floor.cpu_per_1000 for floor, full in rounds)
    what = f"server CPU seconds per 1,000 tokens, {name}"
    yield Row(what, f"{app:.3f} (× {share:.2f})", f"{bare:.3f}", "≤ 1 × the floor", share <= 1)
    slowest_bare, slowest = (max(load.lag_p95 for load in side) for side in zip(*rounds, strict=True))
    yield _judged(f"end lag p95 in seconds, {name}", slowest, slowest_bare, 0.1, "{:.3f}")
    latest_bare, latest = (max(load.start_p95 for load in side) for side in zip(*rounds, strict=True))
    limit = 0.5 * rounds[0][1].replies / 100
    yield _judged(f"start p95 in seconds, {name}", latest, latest_bare, limit, "{:.3f}")
    most_bare, most = (max(load.bytes_ratio for load in side) for side in zip(*rounds, strict=True))
    yield _judged(f"bytes to the views ÷ the replies' UTF-8 bytes, {name}", most, most_bare, 1.8)
    wrong_bare, wrong = (sum(load.wrong for load in side) for side in zip(*rounds, strict=True))
    yield Row(f"texts unlike the provider's, {name}", str(wrong), str(wrong_bare), "0", wrong == 0)


def _idle_rows(idle: Idle) -> Iterator[Row]:
    """Tabs that only stand open: what a socket of the floor costs is not theirs."""
    beyond = idle.kilobytes - idle.bare_kilobytes
    what = f"kilobytes of an open tab beyond a bare socket, {idle.tabs:,} lists"
    yield Row(what, f"{beyond:.0f}", f"{idle.bare_kilobytes:.0f} (the socket)", "≤ 60", beyond <= 60)
    opening = idle.opening_ms
    what = "server CPU milliseconds to open a new user's list, its first request included"
    yield Row(what, f"{opening:.0f}", target="≤ 28", met=opening <= 28)
    yield Row("server CPU microseconds of such a tab a second", f"{idle.idle_us:.0f}")


def _several_rows(several: Several) -> Iterator[Row]:
    """Two processes on MariaDB and Redis; there is no floor of that."""
    name = f"two processes × {several.replies} replies, each also watched on the other"
    yield Row(f"server CPU seconds per 1,000 tokens, {name}", f"{several.cpu_per_1000:.3f}")
    yield Row(f"end lag p95 in seconds, {name}", f"{several.lag_p95:.3f}")
    yield Row("the same on the process that only watches", f"{several.other_lag_p95:.3f}")
    yield Row("texts unlike the provider's on either", str(several.wrong), "", "0", several.wrong == 0)
    seconds = several.taken_over_s
    what = "seconds from kill -9 to new text on the other process"
    yield Row(what, f"{seconds:.2f}", target="≤ 3", met=seconds <= 3)
    what = f"replies whole after both were restarted in turn, of {several.rolled}"
    all_of_them = several.whole == several.rolled
    yield Row(what, str(several.whole), target=str(several.rolled), met=all_of_them)
    seconds = several.stillness_s
    what = "the longest stillness of their readers meanwhile, in seconds"
    yield Row(what, f"{seconds:.2f}", target="≤ 3", met=seconds <= 3)


def _writes_row(measured: Measured) -> Row:
    """Every statement counts, those of the send too."""
    writes = measured.writes
    count = f"{writes['statements']} statements ({writes['of_messages']} on messages)"
    words = f"{count} in {writes['transactions']} transactions"
    if not writes["stored_whole"]:
        words += ", the text NOT whole"
    what = f"database writes for one reply of {measured.writes_seconds} seconds"
    return Row(what, words, "none", "≤ 45", writes["statements"] <= 45 and bool(writes["stored_whole"]))


def _opening_rows(opening: Opening) -> Iterator[Row]:
    """A long chat, from the navigation to its last message."""
    for how, seconds in (("cold", opening.cold), ("warm", opening.warm)):
        what = f"a chat of {opening.messages:,} messages opened {how}, seconds to its last message"
        yield Row(what, f"{seconds:.2f}", target="< 1", met=seconds < 1)
    what = f"bytes to the browser for a chat of {opening.messages:,} messages"
    yield Row(what, f"{opening.bytes:,}", target="≤ 61,440", met=opening.bytes <= 61_440)


def _loading_rows(plain: FirstLoad, app: FirstLoad) -> Iterator[Row]:
    """A first load; in the floor's place stands Reflex's template."""
    what = "seconds until one can begin, first load on a slow phone (beside Reflex's blank template)"
    yield _judged(what, app.usable, plain.usable, plain.usable)
    what = "kilobytes of scripts in it, as they travel (beside the same)"
    yield _judged(what, app.kilobytes, plain.kilobytes, 180, "{:.0f}")


def _fitting_rows(fitting: dict[str, float]) -> Iterator[Row]:
    """A conversation that is longer than the window."""
    yield Row(f"milliseconds to fit a request of {fitting['turns']:.0f} turns", f"{fitting['fit_ms']:.1f}")
    speeds = f"{fitting['older_per_s']:,.0f} (cl100k), {fitting['newer_per_s']:,.0f} (o200k)"
    yield Row("tokens counted a second", speeds)
    on = f"{fitting['turns']:.0f} turns going on for {fitting['more']:.0f} exchanges"
    failed, refused = int(fitting["failed"]), int(fitting["refused"])
    yield Row(f"failed replies, {on}", str(failed), target="0", met=failed == 0)
    longest = f"{refused} (the longest other took {fitting['longest']:.0%} of the window)"
    yield Row(f"requests the provider refused, {on}", longest, target="≤ 1", met=refused <= 1)


def _search_rows(search: dict[str, float]) -> Iterator[Row]:
    """One's own messages, among those of ten people."""
    among = f"among {search['messages']:,} messages"
    for what, name, limit in (
        (f"CPU milliseconds of a search {among}, p95", "cpu_ms", 30),
        (f"milliseconds of a search {among}, p95", "wall_ms", 100),
        ("bytes of the search index ÷ the texts'", "ratio", 1.2),
    ):
        yield Row(what, f"{search[name]:g}", target=f"≤ {limit}", met=search[name] <= limit)
    each = search["build_cpu_s"] * 1000 / search["messages"]
    what = "CPU milliseconds to read a message in, later and with others: its reply waits for nothing"
    yield Row(what, f"{each:.2f}", target="≤ 1", met=each <= 1)
    yield Row(
        "the same of a message that is read in alone, by the search after it", f"{search['reply_cpu_ms']:g}"
    )
    yield Row(
        f"CPU seconds to build the search index of {search['messages']:,} messages",
        f"{search['build_cpu_s']:g}",
    )


def _judged(what: str, app: float, bare: float, limit: float | None, form: str = "{:.2f}") -> Row:
    target, met = ("", None) if limit is None else (f"≤ {limit:g}", app <= limit)
    return Row(what, form.format(app), form.format(bare), target, met)


def _named(pair: Sequence) -> Iterator[tuple]:
    return zip(("floor", "OreAI"), pair, strict=True)


def _longest(reading: Reading) -> str:
    return f"{reading.longest_ms:.0f} ms" if reading.longest_ms else "< 50 ms"


def _page_cells(name: str, reading: Reading) -> tuple[str, ...]:
    seconds = (f"{value:.2f}" for value in (reading.main, reading.script, reading.layout))
    counts = (f"{reading.tokens:,}", name, f"{reading.bytes_ratio:.2f}", f"{reading.frames:,}")
    return *counts, *seconds, _longest(reading), str(reading.long_tasks), f"{reading.end_ms:.0f}"


def _crowd_cells(name: str, load: Load) -> tuple[str, ...]:
    lags = (f"{value:.3f}" for value in (load.start_p95, load.lag_p50, load.lag_p95, load.lag_max))
    costs = (str(load.replies), name, f"{load.cpu_seconds:.1f}", f"{load.cpu_per_1000:.3f}")
    rest = (str(load.wrong), f"{load.bytes_ratio:.2f}", f"{load.provider_late:.3f}", f"{load.seconds:.0f}")
    return *costs, *lags, *rest


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
