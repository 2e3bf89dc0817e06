"""Notices that a reply is ready."""

from oreai.i18n.texts.notices import NoticesTexts

NOTICES = NoticesTexts(
    ready="回复好了",
    ask="有的回复要等一会儿。你去看别的页面时，要在回复好了以后通知你吗？",
    yes="通知我",
    no="不用",
    title="回复好了就通知我",
    hint="这个页面开着、你在看别处时才通知。通知里只有对话的标题，没有回复的内容。",
    blocked="浏览器不让这个网站发通知，可以在浏览器的网站设置里打开。",
    unknown="这个浏览器在这里发不了通知。",
)
