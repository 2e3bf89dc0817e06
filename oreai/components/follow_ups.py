"""What could be said after the newest reply: a chunk of its own, fetched where there is a message."""

import reflex as rx

from oreai.components.browser.composer import FollowUps
from oreai.components.texts import t


@rx.memo
def follow_ups() -> rx.Component:
    """Up to three chips; touching one puts it into the box. Else nothing."""
    return FollowUps.create(label=t.chat.follow_ups)
