"""The original's one form for signing up and in, on each kind of database."""

import asyncio

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.names import NameTaken
from oreai.services.accounts.registration import Registration, SignedIn
from tests.services.accounts.test_sign_in import LAPTOP, PASSWORD, PHONE, guest

FORM = Registration("lin@kyoto.example", PASSWORD, "lin@kyoto.example", "林")


async def test_a_new_browser_gets_eleven_chats_in_their_order(services_on_each: Services):
    """Made in one transaction, and listed by programs as they were made."""
    services = services_on_each
    entered = await services.login_or_create.enter("", FORM, PHONE, "zh")
    chats = await services.transcripts.chats(entered.user_id)
    catalogue = await services.catalogues.of(entered.user_id, "zh")
    played = [catalogue.named(chat.persona_id) if chat.persona_id else None for chat in chats]
    assert [one and one.name for one in played] == [
        None,
        *("取个英文名", "论文帮手", "小红书笔记生成", "翻译助手", "工作报告"),
        *("塔罗牌占卜师", "雅思写作考官", "随机吃什么", "计算机专业", "基于文本的冒险游戏"),
    ]


async def test_a_guest_is_named_and_whoever_comes_again_signs_in(services_on_each: Services):
    """The guest's own row; the second time the same user; another password is refused."""
    services = services_on_each
    token, lin = await guest(services)
    assert (await services.login_or_create.enter(token, FORM, PHONE, "zh")).user_id == lin.user_id
    assert (await services.login_or_create.enter("", FORM, LAPTOP, "en")).user_id == lin.user_id
    with pytest.raises(NameTaken):
        await services.login_or_create.enter("", Registration(FORM.name, "another long one"), LAPTOP, "zh")


@pytest.mark.parametrize("other", [FORM, Registration(FORM.name, "another long one")], ids=["twice", "two"])
async def test_two_at_once_make_one_user(services_on_each: Services, other: Registration):
    """A page that sends its form twice is in by both; of two people who want one name, one is refused."""
    services = services_on_each
    tries = [services.login_or_create.enter("", form, PHONE, "zh") for form in (FORM, other)]
    ends = await asyncio.gather(*tries, return_exceptions=True)
    users = {end.user_id for end in ends if isinstance(end, SignedIn)}
    assert len(users) == 1
    refused = [type(end) for end in ends if not isinstance(end, SignedIn)]
    assert refused == ([] if other is FORM else [NameTaken])
    assert len(await services.transcripts.chats(users.pop())) == 11
