"""What of a message is looked at in full, over the page."""

from oreai.i18n.texts.viewer import ViewerTexts

VIEWER = ViewerTexts(
    picture="看大图",
    share="分享图片",
    save="保存图片",
    original="打开原图",
    table="完整表格",
    copy_csv="复制为 CSV",
    copy_markdown="复制为 Markdown",
)
