"""简体中文。"""

from oreai.i18n.texts import Texts

_OFFLINE_SIGN = "你好，我是 OreAI 自带的离线模型"

CHINESE = Texts(
    html_lang="zh-CN",
    own_name="中文",
    app_name="OreAI",
    tagline="聊天智能助手 · AI 对话写作",
    nav_chats="对话",
    nav_discover="发现",
    nav_me="我的",
    new_chat="新对话",
    new_chat_title="新对话",
    free_questions="周末去哪儿走走好？\n帮我写一段生日祝福\n用一句话讲清楚什么是通货膨胀",
    sample_mark="示例",
    chats_empty="还没有对话",
    chats_empty_hint="点右上角的加号聊两句，或者去「发现」挑一个助手。",
    categories={
        "all": "全部",
        "popular": "热门",
        "guidance": "指导",
        "entertainment": "娱乐",
        "life": "生活",
        "work": "工作",
        "language": "语言",
        "writing": "写作",
        "arts": "文艺",
        "computing": "计算机",
        "health": "健康",
    },
    create_chat="创建对话",
    prompt_system="主题",
    confirm="确认",
    cancel="取消",
    close="关闭",
    nothing_here="这里还没有内容",
    back="返回",
    menu="更多",
    clear_messages="清空消息",
    clear_question="清空这个对话的消息？",
    clear_explained="你和助手说过的话都会删除，示例会留下。删除后无法恢复。",
    clear_yes="清空",
    clear_no="先不了",
    examples_divider="以上为示例",
    composer="发送消息...",
    send="发送",
    stop="停止",
    retry="重试",
    go_on_label="继续",
    go_on="请从刚才停下的地方接着说，不要重复已经说过的内容，也不要加开场白。",
    scroll_bottom="回到最新",
    thinking="正在思考",
    you_said="你说",
    assistant_said="助手说",
    reply_began="助手开始回复",
    reply_ended="回复完毕",
    stopped="已停止",
    interrupted="服务器中途离开，回复没有写完",
    empty_chat="想聊点什么？",
    empty_chat_hint="随便问，我在听。",
    chat_missing="找不到这个对话",
    chat_missing_hint="它可能已被删除，或者属于另一个浏览器。",
    to_chats="回到对话列表",
    still_replying="上一条还在回复，稍等它写完或先停止，再发送这条。",
    prompt_too_long="这条消息有 {length} 个字，最多能发 {limit} 个。请删短一些再发。",
    copy_code="复制",
    copied="已复制",
    image_hidden="图片",
    errors={
        "unknown": "未知错误",
        "out_of_calls": "当前 API_KEY 调用额度已用完,请联系运营人员增加额度",
        "wrong_key": "API_KEY 无效，服务商不认识它。请检查 OPENAI_API_KEY。",
        "rate_limited": "请求太频繁，服务商让我们歇一歇。",
        "context_too_long": "对话太长，超出了模型一次能读的范围。",
        "refused": "{words}",
        "unreachable": "连不上模型服务，请检查网络或 OPENAI_BASE_URL。",
        "silent": "模型很久没有动静，已经不再等它。",
        "broken": "连接中途断开，回复没有收完。",
        "not_json": "对方回的是网页而不是模型的回答，OPENAI_BASE_URL 多半填错了。",
        "unparsable": "解析消息出错",
        "unfinished": "回复突然结束，模型没有说完。",
        "filtered": "服务商的内容审核拦下了后面的内容。",
        "empty": "模型什么也没说。",
    },
    error_wait="{error}请 {seconds} 秒后再试。",
    quota="剩余次数",
    quota_left="还能发起 {left} 次回复",
    quota_of="共 {limit} 次",
    language="语言",
    theme="外观",
    theme_system="跟随系统",
    theme_light="浅色",
    theme_dark="深色",
    provider="模型服务",
    provider_ready="已连接",
    provider_ready_hint="回复由 {host} 的模型生成。密钥只留在服务器上。",
    provider_local="本机模型",
    provider_local_hint="没有设置密钥，但这台服务器上有本机模型，选一个就能用。",
    provider_offline="离线模型",
    provider_offline_hint="没有设置密钥，由 OreAI 自带的离线模型作答。在服务器上设置 OPENAI_API_KEY（或写进 .env），下一条消息就会换成真正的模型，无需重启。",
    local_models="选择模型",
    offline_model="离线模型",
    model="模型",
    version="版本",
    private="你的对话只属于这个浏览器，其他人看不到。",
    loading="加载中",
    connection_lost="连接断开了，正在重连…",
    something_failed="出了点问题，请再试一次。",
    offline_page_sign="现在离线，这是你上次看到的内容",
    choose_chat="从左边选一个对话，或者新开一个。",
    not_seen="这里还没有看过的内容",
    not_seen_hint="联网后打开一次，这台设备就会替你留一份，没有网络时也能看。",
    shortcuts="键盘快捷键",
    shortcuts_hint="手不离键盘，也能开聊、输入和复制。",
    shortcut_write="回到输入框",
    shortcut_copy_code="复制最后一段代码",
    shortcut_copy_reply="复制最后一条回复",
    shortcut_help="查看快捷键",
    shortcut_close="关闭打开的窗口",
    offline_sign=_OFFLINE_SIGN,
    offline_opening=_OFFLINE_SIGN
    + "，还没有真正的模型来扮演这个角色。\n\n"
    + "在服务器上设置 `OPENAI_API_KEY` 之后，再点一次「重试」，助手就会照着主题先开口。"
    + "现在你也可以先说点什么，看看回复是怎样一点一点出现的。",
    offline_tour=_OFFLINE_SIGN
    + """，不需要密钥，也不懂你的问题，但可以带你看看这里。

你刚才说：“{prompt}”

**OreAI 能做什么**

1. **发现**里有三十多个写好的助手：论文、翻译、面试、睡前故事，点一下就开聊。
2. 回复边写边看，随时可以**停止**，已经写出来的会留下。
3. 刷新、断网、换个标签页，消息都还在。

| 你想要 | 去哪里 |
| --- | --- |
| 换语言、换外观 | 我的 |
| 从头聊起 | 对话右上角的菜单 |

代码也会好好显示：

```python
print("你好，OreAI")
```

**接上真正的模型**：在服务器上设置 `OPENAI_API_KEY=你的密钥`，或写进 `.env`，下一条消息就会用上，不必重启。""",
    offline_again=_OFFLINE_SIGN
    + """，这句话我只能原样记下：“{prompt}”

想得到真正的回答，请在服务器上设置 `OPENAI_API_KEY`（或写进 `.env`），然后点「重试」。
兼容 OpenAI 接口的服务都可以，用 `OPENAI_BASE_URL` 指过去就好。""",
)
