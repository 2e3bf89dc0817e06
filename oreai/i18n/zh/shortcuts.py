"""The keyboard."""

from oreai.i18n.texts.shortcuts import ShortcutsTexts

SHORTCUTS = ShortcutsTexts(
    title="键盘快捷键",
    hint="手不离键盘，也能开聊、输入和复制。",
    write="回到输入框",
    copy_code="复制最后一段代码",
    copy_reply="复制最后一条回复",
    edit="修改上一条消息（输入框为空时）",
    personas="选助手或问题（输入框为空时）",
    help="查看快捷键",
    close="关闭打开的窗口",
)
