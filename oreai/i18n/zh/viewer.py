"""What of a message is looked at in full, over the page."""

from oreai.i18n.texts.viewer import ViewerTexts

VIEWER = ViewerTexts(
    picture="看大图",
    share="分享图片",
    save="保存图片",
    original="打开原图",
)
