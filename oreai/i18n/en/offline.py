"""The page without a network."""

from oreai.i18n.texts.offline import OfflineTexts

OFFLINE = OfflineTexts(
    sign="You are offline: what you saw last",
    not_seen="Not seen here yet",
    not_seen_hint="Once you are online again and open this, it will be kept on this device for such a moment.",
)
