"""The page without a network."""

from oreai.i18n.texts.offline import OfflineTexts

OFFLINE = OfflineTexts(
    sign="现在离线，这是你上次看到的内容",
    not_seen="这里还没有看过的内容",
    not_seen_hint="联网后打开一次，这台设备就会替你留一份，没有网络时也能看。",
)
