"""Versions of a reply by different models: asking another one, comparing two."""

from oreai.i18n.texts.versions import VersionsTexts

VERSIONS = VersionsTexts(
    wish="换个要求重答",
    shorter="短一些",
    longer="详细一些",
    otherwise="换个说法",
    own_words="自己说，例如“用表格列出来”",
    ask_other="换个模型回答",
    ask_hint="它的回答会成为另一个版本，这个对话仍用原来的模型。",
    side_by_side="对比两个回答",
    ask="提问",
    no_model="请先选一个模型。",
    by="模型：",
    compare="对比两个模型",
    compare_title="两个回答",
    go_on_with="就用这个回答",
    no_words="什么也没说。",
)
