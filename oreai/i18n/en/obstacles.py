"""What keeps the page from working, and what can be done about it."""

from oreai.i18n.texts.obstacles import ObstacleTexts

OBSTACLES = ObstacleTexts(
    cookies="Cookies are blocked",
    cookies_hint="OreAI knows your chats by one cookie. Allow cookies for this site in your browser, then try again.",
    storage="This site may not store anything",
    storage_hint="Without that the page cannot open. Allow site data in your browser, then try again.",
    storage_note="Your browser stores nothing for this site: once the page is closed, this device keeps nothing.",
    socket="The live connection is blocked",
    socket_hint="The page loads, but WebSocket connections do not get through. A proxy or firewall may be the "
    "reason: try another network, or ask its administrator to allow WebSocket.",
    broken="Something broke on this page",
    broken_hint="Your chats are safe on the server. Open the page again to see them.",
    again="Try again",
    no_scripts="Please turn on JavaScript to use OreAI.",
)
