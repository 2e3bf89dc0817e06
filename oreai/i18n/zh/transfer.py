"""Words of bringing chats in, in Chinese."""

from oreai.i18n.texts.transfer import TransferTexts

TRANSFER = TransferTexts(
    untitled="无标题对话",
    unknown_part="这里原有一段 OreAI 还看不懂的内容（{kind}）",
    written_at="最后更新：{when}",
    you="我",
    assistant="助手",
    reasoning="思考过程",
)
