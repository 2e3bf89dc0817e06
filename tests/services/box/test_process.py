"""The process of the box comes, goes, dies and comes again; a reply is told what it has to be."""

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from oreai.llm.box.models import trial_models
from oreai.settings import ROOT
from tests.services.box.boxes import STORY, Boxed, box_of, gone, is_alive, newcomer, pid_of
from tests.talking import model_names, say, send, settled, until_said

PARENT = """
import asyncio
from oreai.llm.box.process import BoxProcess
async def main():
    started = await BoxProcess.start({order!r})
    print(started._process.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_nothing_runs_before_somebody_asks(boxed: Boxed):
    """Looking at chats and at the Me page loads no model."""
    services = boxed()
    ada, chat = await newcomer(services)
    await services.chat_views.view(ada.user_id, chat)
    await services.provider.status()
    await model_names(services)
    assert box_of(services)._process is None


async def test_a_model_that_dies_between_replies_is_started_again(boxed: Boxed):
    """Ada notices nothing."""
    services = boxed()
    ada, chat = await newcomer(services)
    await say(services, ada, chat, "hello")
    first = pid_of(services)
    os.kill(first, signal.SIGKILL)
    assert (await say(services, ada, chat, "hello again")).messages[-1].status == "complete"
    assert pid_of(services) != first


async def test_a_model_that_dies_in_a_reply_leaves_what_has_come(boxed: Boxed):
    """The reply says that it broke off; trying again starts the model anew."""
    services = boxed(OREAI_MAX_TOKENS=2000)
    ada, chat = await newcomer(services)
    await send(services, ada, chat, STORY)
    reply = await until_said(services, ada, chat, " ")
    os.kill(pid_of(services), signal.SIGKILL)
    broken = (await settled(services, ada, chat)).messages[-1]
    assert (broken.status, broken.error_kind) == ("failed", "broken")
    assert broken.content
    await services.conversation.continue_reply(ada.user_id, reply)
    await until_said(services, ada, chat, broken.content)
    await services.conversation.stop(ada.user_id, reply)


async def test_an_idle_model_gives_its_memory_back(boxed: Boxed):
    """Its process ends by itself, also while chats are open; the next message starts it again."""
    services = boxed(OREAI_BOX_IDLE_SECONDS=2)
    ada, chat = await newcomer(services)
    await say(services, ada, chat, "hello")
    assert await gone(pid_of(services), seconds=20)
    assert (await say(services, ada, chat, "still there?")).messages[-1].status == "complete"


async def test_a_busy_model_is_not_idle(boxed: Boxed):
    """A reply that takes longer than the idle time is written to its end."""
    services = boxed(OREAI_BOX_IDLE_SECONDS=1, OREAI_MAX_TOKENS=100)
    ada, chat = await newcomer(services)
    reply = (await say(services, ada, chat, STORY)).messages[-1]
    assert (reply.status, reply.error_kind) == ("complete", "")


async def test_it_ends_with_the_server(boxed: Boxed):
    """As a stop ends everything else."""
    services = boxed()
    ada, chat = await newcomer(services)
    await say(services, ada, chat, "hello")
    pid = pid_of(services)
    await services.provider.close()
    assert not is_alive(pid)


async def test_a_start_that_is_given_up_leaves_no_process(boxed: Boxed):
    """Ada stops her reply while the model is still being loaded."""
    services = boxed()
    ada, chat = await newcomer(services)
    reply = await send(services, ada, chat, "hello")
    await asyncio.sleep(0.15)
    await services.conversation.stop(ada.user_id, reply)
    assert (await settled(services, ada, chat)).messages[-1].status == "stopped"
    assert box_of(services)._process is None
    assert (await say(services, ada, chat, "hello")).messages[-1].status == "complete"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
async def test_it_ends_when_its_parent_is_killed():
    """kill -9 gives nobody time to say goodbye: the closed pipe does."""
    order = {"path": str(trial_models()[0].path), "name": "box", "key": "of-this-test", "context": 512}
    rest = {"slots": 1, "threads": 1, "gpu_layers": 0, "idle_seconds": 600, "repeat_penalty": 1.0}
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT.format(order=order | rest)), cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout
    child = int(await parent.stdout.readline())
    assert is_alive(child)
    parent.kill()
    await parent.wait()
    assert await gone(child)
