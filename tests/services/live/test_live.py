"""Waking those who watch: all of them, none for nothing, and never too late."""

import asyncio
import gc

from oreai.services.live.topics import Live, Signal, Topic
from tests.waiting import soon
from tests.wires import Wire, WireBus

LONG_S = 60.0
KYOTO = "chat-kyoto"


async def waiting(signal: Signal, count: int = 1, seconds: float | None = LONG_S) -> list[asyncio.Task[None]]:
    """So many tasks that wait for the signal by now."""
    tasks = [asyncio.create_task(signal.wait(seconds)) for _ in range(count)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in tasks)
    return tasks


async def test_a_fire_wakes_all_who_wait():
    """Lin's two tabs and Ada's one wake together."""
    signal = Signal()
    tasks = await waiting(signal, 3)
    signal.fire()
    async with asyncio.timeout(10):
        await asyncio.gather(*tasks)


async def test_who_comes_after_a_fire_waits_for_the_next():
    """A signal remembers nothing: what has changed before is read, not waited for."""
    signal = Signal()
    signal.fire()
    [task] = await waiting(signal)
    signal.fire()
    async with asyncio.timeout(10):
        await task


async def test_waiting_ends_after_its_seconds():
    """Nobody fires, and the wait is over all the same; the signal keeps nothing of it."""
    signal = Signal()
    async with asyncio.timeout(10):
        await signal.wait(0.01)
    signal.fire()


async def test_without_seconds_waiting_has_no_end_of_its_own():
    """Only a fire ends it."""
    signal = Signal()
    [task] = await waiting(signal, seconds=None)
    await asyncio.sleep(0.02)
    assert not task.done()
    signal.fire()
    await task


async def test_who_stops_waiting_does_not_keep_others_from_waking():
    """A tab that is closed in the middle is no obstacle."""
    signal = Signal()
    gone, staying = await waiting(signal, 2)
    gone.cancel()
    signal.fire()
    async with asyncio.timeout(10):
        await staying
    assert gone.cancelled() or gone.done()


async def test_no_change_is_slept_over():
    """Whoever notes the version, reads and then waits has the newest in the end, whenever it came."""
    topic, seen = Topic(), 0

    async def watch() -> None:
        nonlocal seen
        while True:
            seen = topic.version
            await asyncio.sleep(0)  # reading what is stored
            while topic.version == seen:
                await topic.changed.wait()

    watcher = asyncio.create_task(watch())
    for turn in range(100):
        for _ in range(turn % 4):
            await asyncio.sleep(0)
        topic.notify_changed()
        if turn % 10 == 0:
            assert await soon(lambda: seen == topic.version, within_s=10)
    watcher.cancel()


async def test_a_touch_changes_the_version_and_a_stir_does_not():
    """A reply that grows changes nothing that is stored."""
    topic = Topic()
    before = topic.version
    topic.notify_delta()
    assert topic.version == before
    topic.notify_changed()
    assert topic.version > before


async def test_a_stir_wakes_who_waits_for_growth_only_and_a_touch_wakes_both():
    """Views of the list sleep while a reply grows."""
    topic = Topic()
    [grew] = await waiting(topic.has_delta)
    [touched] = await waiting(topic.changed)
    topic.notify_delta()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (grew.done(), touched.done()) == (True, False)
    [grew] = await waiting(topic.has_delta)
    topic.notify_changed()
    async with asyncio.timeout(10):
        await asyncio.gather(grew, touched)


async def test_one_subject_is_one_topic_while_somebody_watches():
    """All who watch a chat watch the same thing."""
    live = Live()
    topic = live.topic(KYOTO)
    assert live.topic(KYOTO) is topic
    assert live.topic("chat-nara") is not topic


async def test_a_forgotten_topic_comes_back_with_another_version():
    """Whoever still holds an old version never takes the new topic for unchanged."""
    live = Live()
    old = live.topic(KYOTO).version
    gc.collect()
    assert live.topic(KYOTO).version != old


async def test_touching_what_nobody_watches_costs_nothing():
    """No topic is made for it."""
    live = Live()
    watched = live.topic(KYOTO)
    before = watched.version
    live.notify_changed("chat-nara", KYOTO)
    assert watched.version > before
    assert len(live._topics) == 1


async def test_a_change_wakes_the_watchers_of_every_process_once():
    """Ada's tab hangs on one process, Lin's on another: both read again, and neither twice."""
    wire = Wire()
    here, there = Live(WireBus(wire)), Live(WireBus(wire))
    ours, theirs = here.topic(KYOTO), there.topic(KYOTO)
    before = ours.version, theirs.version
    here.notify_changed(KYOTO)
    after = ours.version
    assert await soon(lambda: theirs.version > before[1])
    await asyncio.sleep(0)
    assert before[0] < ours.version == after


async def test_what_nobody_watches_is_not_listened_to():
    """A tab that is closed leaves nothing behind."""
    bus = WireBus(Wire())
    live = Live(bus)
    topic = live.topic(KYOTO)
    assert len(bus._listeners) == 1
    del topic
    gc.collect()
    assert bus._listeners == []


async def test_after_a_silence_all_look_for_themselves_one_after_the_other():
    """What was told meanwhile is lost; nobody stays behind, and a second wake in between doubles nothing."""
    wire = Wire()
    live = Live(WireBus(wire))
    topics = [live.topic(f"chat-{number}") for number in range(20)]
    before = [topic.version for topic in topics]
    wire.cut()
    wire.mend()
    wire.wake()
    woken = [topic.version > was for topic, was in zip(topics, before, strict=True)]
    assert sum(woken) == 1
    assert await soon(lambda: all(topic.version > was for topic, was in zip(topics, before, strict=True)))


async def test_all_watchers_of_a_list_share_one_reading():
    """Six hundred tabs, and ten changes: the store is asked about once a change, and all hear of the last."""
    live, asked, heard = Live(), 0, {}

    async def read() -> int:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        return asked

    async def watch(number: int) -> None:
        async for seen in live.follow(KYOTO, read, shared_as="chats"):
            heard[number] = seen

    tabs = [asyncio.create_task(watch(number)) for number in range(600)]
    assert await soon(lambda: len(heard) == 600)
    for _ in range(10):
        before = asked
        live.notify_changed(KYOTO)
        assert await soon(lambda before=before: min(heard.values()) > before)
    assert asked <= 12
    for tab in tabs:
        tab.cancel()


async def test_what_one_watcher_fails_to_read_the_next_tries_anew():
    """An error is told to those who waited for it, and stays with nobody."""
    live, tries = Live(), 0

    async def read() -> str:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise ConnectionError
        return "kyoto"

    for _ in range(2):
        try:
            assert await anext(live.follow(KYOTO, read, shared_as="chats")) == "kyoto"
        except ConnectionError:
            assert tries == 1
    assert tries == 2
