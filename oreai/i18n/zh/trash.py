"""The trash."""

from oreai.i18n.texts.trash import TrashTexts

TRASH = TrashTexts(
    title="回收站",
    hint="删除的对话在这里保留 30 天，之后就找不回来了。",
    empty="回收站是空的",
    restore="恢复",
    destroy="彻底删除",
    destroy_question="彻底删除「{title}」？",
    destroy_explained="里面的消息会一起消失，无法恢复。",
    days_left="还剩 {days} 天",
)
