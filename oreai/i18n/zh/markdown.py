"""What stands beside code, tables, call-outs, footnotes and drawings in a reply."""

from oreai.i18n.texts.markdown import MarkdownTexts

MARKDOWN = MarkdownTexts(
    copy_code="复制",
    copied="已复制",
    not_copied="没能复制，请长按选中文字再复制",
    wrap_code="换行",
    diagram="图表",
    diagram_code="代码",
    diagram_failed="这张图没能画出来，先看看它的代码吧。",
    diagram_large="这张图很大，画的时候页面可能会停一会儿。",
    diagram_draw="画出来",
    table="表格",
    image_hidden="图片",
    view_whole="放大看",
    footnotes="脚注",
    footnote_back="回到正文",
    task_done="已完成",
    task_open="待办",
    note="说明",
    tip="提示",
    important="重要",
    warning="警告",
    caution="当心",
)
