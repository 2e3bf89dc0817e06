"""Notices that a reply is ready."""

from oreai.i18n.texts.notices import NoticesTexts

NOTICES = NoticesTexts(
    ready="Your reply is ready",
    ask="Some replies take a while. Shall OreAI tell you when one is ready while you look at another page?",
    yes="Tell me",
    no="No, thanks",
    title="Tell me when a reply is ready",
    hint="While this page is open and you look elsewhere. It shows the chat's title, and nothing of the reply.",
    blocked="Your browser does not let this site notify you. You can change that in its settings for the site.",
    unknown="This browser cannot show notifications here.",
)
