"""Coming in without a form: one browser is one user, known by a token of which only the hash is kept."""

import asyncio
import hashlib
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session, func, select

from oreai.bootstrap import Services
from oreai.models import Example, LoginSession, User, now
from oreai.repositories import chats, usage
from oreai.seeds.library import sample_chats
from oreai.services.accounts.session_token import SESSION_DAYS, new_token
from oreai.services.accounts.visitors import NobodyThere, Visitor
from tests.talking import say
from tests.upstream import Upstream

SAMPLES = ("取个英文名", "论文帮手", "小红书笔记生成", "翻译助手", "工作报告", "塔罗牌占卜师")
MORE_SAMPLES = ("雅思写作考官", "随机吃什么", "计算机专业", "基于文本的冒险游戏")


async def titles(services: Services, who: Visitor) -> list[str]:
    return [row.title for row in await services.chats.rows(who.user_id)]


async def user_count(services: Services) -> int:
    return await services.database.read(lambda session: session.exec(select(func.count(User.id))).one())


async def test_one_browser_is_one_user(services: Services):
    """Lin comes back as Lin, also when the browser's language has changed."""
    token = new_token()
    first = await services.accounts.enter(token, "zh-CN")
    assert await services.accounts.enter(token, "en-GB") == first
    assert await services.accounts.enter(new_token(), "zh-CN") != first
    assert await user_count(services) == 2


async def test_eight_tabs_at_once_are_one_user(services_on_each: Services):
    """A browser restores eight tabs: they agree on one guest with one set of sample chats."""
    services, token = services_on_each, new_token()
    await asyncio.gather(*[services.database.answers() for _ in range(16)])
    visitors = await asyncio.gather(*[services.accounts.enter(token, "zh") for _ in range(8)])
    assert len(set(visitors)) == 1
    assert await user_count(services) == 1
    assert len(await services.chats.rows(visitors[0].user_id)) == 11


async def test_a_new_user_finds_eleven_sample_chats(services_on_each: Services):
    """闲聊一下 stands first and pinned, ten made from prompts follow, in the order of the library."""
    lin = await services_on_each.accounts.enter(new_token(), "zh")
    rows = await services_on_each.chats.rows(lin.user_id)
    assert [row.title for row in rows] == [sample.titles["zh"] for sample in sample_chats()]
    assert (rows[0].title, rows[0].icon, rows[0].pinned) == ("闲聊一下", "💬", True)
    assert sorted(row.title for row in rows[1:]) == sorted((*SAMPLES, *MORE_SAMPLES))
    assert {row.sample for row in rows} == {True}
    assert {row.pinned for row in rows[1:]} == {False}


async def test_sample_chats_hold_their_prompt_and_examples(services: Services, lin: Visitor):
    """A sample chat shows its example turns; the free chat has no system text."""
    [free, *_] = rows = await services.chats.rows(lin.user_id)
    views = [await services.chat_views.view(lin.user_id, row.id) for row in rows]
    expected = [list(map(tuple, sample.examples["zh"])) for sample in sample_chats()]
    assert [view.examples for view in views] == expected
    assert [view.opening for view in views] == [_opening(sample) for sample in sample_chats()]
    assert free.title == views[0].title


def _opening(sample) -> str:
    return sample.persona.texts["zh"].opening if sample.persona else ""


@pytest.mark.parametrize(
    ("header", "locale"), [("", "zh"), ("zh-TW,en;q=0.5", "zh"), ("en-GB,en", "en"), ("fr,zh;q=0.2", "zh")]
)
async def test_the_browsers_language_is_the_users(services: Services, header: str, locale: str):
    """The first visit decides, and the sample chats are in that language."""
    visitor = await services.accounts.enter(new_token(), header)
    assert visitor.locale == locale
    assert await titles(services, visitor) == [sample.titles[locale] for sample in sample_chats()]


async def test_another_language_translates_untouched_samples(
    services: Services, ada: Visitor, provider: Upstream
):
    """Ada turns to Chinese: what she has used stays as it was, the rest is Chinese, whole."""
    used, *_ = rows = await services.chats.rows(ada.user_id)
    await say(services, ada, used.id, "Where to?")
    before = await services.chat_views.view(ada.user_id, used.id)
    await services.accounts.set_locale(ada.user_id, "zh")
    assert await services.chat_views.view(ada.user_id, used.id) == before
    for row, sample in list(zip(rows, sample_chats(), strict=True))[1:]:
        view = await services.chat_views.view(ada.user_id, row.id)
        text = sample.persona.texts["zh"]
        assert (view.title, view.opening) == (text.name, text.opening)
        assert view.questions == text.questions.splitlines()
        assert view.examples == list(sample.examples["zh"])


async def test_translating_there_and_back_changes_nothing(services: Services, lin: Visitor):
    """No example is doubled or lost on the way."""
    ids = [row.id for row in await services.chats.rows(lin.user_id)]
    before = [await services.chat_views.view(lin.user_id, chat_id) for chat_id in ids]
    for locale in ("en", "zh"):
        await services.accounts.set_locale(lin.user_id, locale)
    assert [await services.chat_views.view(lin.user_id, chat_id) for chat_id in ids] == before
    count = await services.database.read(lambda session: session.exec(select(func.count(Example.id))).one())
    assert count == sum(len(view.examples) for view in before)


async def test_the_chosen_language_is_remembered(services: Services):
    """Lin reads English from now on, whatever the browser asks for; a language nobody speaks is no choice."""
    token = new_token()
    lin = await services.accounts.enter(token, "zh")
    await services.accounts.set_locale(lin.user_id, "en")
    await services.accounts.set_locale(lin.user_id, "tlh")
    assert await services.accounts.enter(token, "zh") == Visitor(lin.user_id, "en")


@pytest.mark.parametrize(
    "token",
    ["", "lin", "a" * 42, "a" * 44, "a" * 42 + "!", "a" * 43 + "\n", "汉" * 43, "' OR 1=1 --".ljust(43, "-")],
)
async def test_a_token_that_is_not_ours_is_nobody(services: Services, token: str):
    """A made-up cookie makes no user."""
    with pytest.raises(NobodyThere):
        await services.accounts.enter(token, "zh")
    assert await user_count(services) == 0


async def test_only_the_hash_of_a_token_is_stored(services: Services, sqlite_url: str):
    """Whoever reads the database cannot sign in as Lin."""
    token = new_token()
    await services.accounts.enter(token, "zh")

    def work(session: Session) -> list[str]:
        dump = session.connection().connection.iterdump()
        return [line for line in dump if token in line]

    assert await services.database.read(work) == []
    [row] = await services.database.read(lambda session: session.exec(select(LoginSession)).all())
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()


async def _set(services: Services, table: type, column: str, value: object) -> None:
    def work(session: Session) -> None:
        for row in session.exec(select(table)):
            setattr(row, column, value)

    await services.database.write(work)


async def test_an_expired_session_is_a_new_user(services_on_each: Services):
    """After its end the token opens nothing of Lin's; the browser starts anew, and stays who it then is."""
    services, token = services_on_each, new_token()
    lin = await services.accounts.enter(token, "zh")
    await _set(services, LoginSession, "expires_at", now() - timedelta(seconds=1))
    stranger = await services.accounts.enter(token, "en")
    assert stranger.user_id != lin.user_id
    assert stranger.locale == "en"
    assert await services.accounts.enter(token, "zh") == stranger


async def test_sessions_that_have_expired_are_swept(services_on_each: Services):
    """Nobody can come back with them; the others stay."""
    services, old, young = services_on_each, new_token(), new_token()
    await services.accounts.enter(old, "zh")
    await _set(services, LoginSession, "expires_at", now() - timedelta(seconds=1))
    lin = await services.accounts.enter(young, "zh")
    assert [await services.accounts.sweep() for _ in range(2)] == [1, 0]
    assert await services.accounts.known(young) == lin


async def test_a_visit_lengthens_the_session(services: Services):
    """Who comes back after a day stays signed in as long as a browser keeps a cookie."""
    token = new_token()
    await services.accounts.enter(token, "zh")
    await _set(services, LoginSession, "last_seen_at", now() - timedelta(days=2))
    await _set(services, LoginSession, "expires_at", now() + timedelta(days=1))
    await services.accounts.enter(token, "zh")
    [row] = await services.database.read(lambda session: session.exec(select(LoginSession)).all())
    assert row.expires_at > now() + timedelta(days=SESSION_DAYS - 1)


async def test_deleting_a_user_deletes_everything_of_theirs(services_on_each: Services, provider: Upstream):
    """Lin leaves: a long conversation goes with the user, on either database; Ada's stays."""
    services = services_on_each
    lin, ada = [await services.accounts.enter(new_token(), locale) for locale in ("zh", "en")]
    chat = await services.chats.open_free(lin.user_id, "zh")
    for day in range(10):
        await say(services, lin, chat, f"京都第{day}天")
    await services.database.write(lambda session: session.delete(session.get(User, lin.user_id)))
    assert await services.chats.rows(lin.user_id) == []
    assert len(await services.chats.rows(ada.user_id)) == 11


@pytest.mark.mariadb
@pytest.mark.parametrize("database_url", ["mariadb"], indirect=True)
async def test_another_language_and_a_first_prompt_do_not_wait_for_each_other(services_on_each: Services):
    """Both want a sample chat and its user: in the same order, so that neither is taken back."""
    services, held = services_on_each, threading.Event()
    lin = await services.accounts.enter(new_token(), "zh")
    sample = (await services.chats.rows(lin.user_id))[2].id
    waits = "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"

    def prompt(session: Session) -> bool:
        chats.get(session, lin.user_id, sample, lock=True)
        held.set()
        while not session.connection().execute(text(waits)).scalar_one():
            time.sleep(0.3)  # who asks more often than ten times a second is told what was
        return usage.take_of_user(session, lin.user_id, calls=1, at_once=1)

    before = await deadlocks(services)
    prompting = asyncio.create_task(services.database.write(prompt))
    assert await asyncio.to_thread(held.wait, 10)
    await services.accounts.set_locale(lin.user_id, "en")
    assert await prompting
    assert await deadlocks(services) == before


async def deadlocks(services: Services) -> int:
    status = text("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")
    return await services.database.read(lambda session: int(session.connection().execute(status).one()[1]))
