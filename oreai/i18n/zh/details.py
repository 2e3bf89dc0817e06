"""The sheet that shows what a reply was made from."""

from oreai.i18n.texts.details import DetailsTexts

DETAILS = DetailsTexts(
    open="详情",
    title="这条回复是怎么来的",
    missing="这条回复没有留下记录。",
    sent="发给模型的内容",
    forgotten="这条消息后来删除了，内容已不再保留。",
    left_out="更早的 {count} 条没有发送。",
    tokens="{tokens} 词元",
    tokens_in="输入",
    tokens_out="输出",
    estimated="估算",
    first="首字用时",
    speed="速度",
    ended="结束原因",
    parameters="参数",
    limit="窗口",
    seconds="{seconds} 秒",
    tokens_a_second="{speed} 词元/秒",
    turn_system="系统",
    turn_system_summary="系统与摘要",
    turn_example="示例",
    turn_user="你",
    turn_assistant="助手",
    turn_begin="开场请求",
    turn_ask="续写请求",
    finish_reasons={
        "stop": "说完了",
        "length": "到达长度上限",
        "stopped": "你按了停止",
        "interrupted": "服务器中途离开",
        "failed": "出了错",
        "content_filter": "被服务商拦下",
        "other": "{reason}",
    },
)
