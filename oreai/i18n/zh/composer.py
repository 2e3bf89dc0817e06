"""The box in which a message is written, and what waits above it."""

from oreai.i18n.texts.composer import ComposerTexts

COMPOSER = ComposerTexts(
    placeholder="发送消息...",
    busy="接着写，会排队发送…",
    send="发送",
    picker_questions="可以这样问",
    picker_personas="请一位助手来聊",
    pasted="粘贴 · {characters} 字",
    unfold_paste="放进输入框",
    remove_paste="不发这段",
    too_long="这条消息有 {length} 个字，最多能发 {limit} 个。请删短一些再发。",
    over_window="这条消息约 {length} 词元，模型一次最多还能读 {limit}。请删短一些，或让我们截去中间。",
    over_window_images="连同图片，这条消息约 {length} 词元，模型一次最多还能读 {limit}。请少带图片或删短一些。",
    shorten="截短",
    restore_draft="恢复原文",
    shortened_hint="已留下开头和结尾，看看再发。",
    queue="排队的消息",
    queue_add="加入队列",
    queue_added="已加入队列，共 {count} 条",
    queue_next="接下来",
    queue_paused="已暂停：上一条回复没有写完",
    queue_send="现在发送",
    queue_edit="修改排队的消息",
    queue_remove="移出队列",
    queue_full="已有 {limit} 条在排队，等发出去几条再发这条吧。",
    queue_gone="这条已经不在队列里了，可能已发出或被移除。新写的话还在这里，可以复制。",
)
