"""The list of chats, and the chat that has no assistant."""

from oreai.i18n.texts.chats import ChatsTexts

CHATS = ChatsTexts(
    new_chat="新对话",
    new_title="新对话",
    free_questions="周末去哪儿走走好？\n帮我写一段生日祝福\n用一句话讲清楚什么是通货膨胀",
    sample_mark="示例",
    empty="还没有对话",
    empty_hint="从一句话开始，或者去「发现」挑一个助手。",
    group_pinned="置顶",
    group_today="今天",
    group_yesterday="昨天",
    group_week="前 7 天",
    group_samples="从这些聊起",
    row_replying="正在回复…",
    row_failed="没有收到回复",
    unread="有新回复",
    rename="重命名",
    rename_question="给这个对话起个名字",
    pin="置顶",
    unpin="取消置顶",
    delete="删除",
    deleted="已删除「{title}」",
    choose="从左边选一个对话，或者新开一个。",
)
