"""What was sent without a network."""

from oreai.i18n.texts.outbox import OutboxTexts

OUTBOX = OutboxTexts(
    label="等着发出的消息",
    waits="有网就发",
    going="正在发送…",
    take_back="放回输入框",
    attachments="附件：{count}",
    refused="有消息没能发出，已经放回输入框。",
)
