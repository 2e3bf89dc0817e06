"""What was sent without a network."""

from oreai.i18n.texts.outbox import OutboxTexts

OUTBOX = OutboxTexts(
    label="Messages waiting to go",
    waits="Goes when the network is back",
    going="Sending…",
    take_back="Back into the box",
    attachments="Attachments: {count}",
    refused="A message could not be sent, and is back in its box.",
)
