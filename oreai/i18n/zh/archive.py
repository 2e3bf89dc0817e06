"""The archive."""

from oreai.i18n.texts.archive import ArchiveTexts

ARCHIVE = ArchiveTexts(
    title="已归档",
    hint="归档的对话不占列表的位置，搜索仍能找到；在里面说一句话，它就回到列表。",
    empty="还没有归档的对话",
)
