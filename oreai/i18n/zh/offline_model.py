"""离线模型说的话。"""

from oreai.i18n.texts.offline_model import OfflineModelTexts

SIGN = "你好，我是 OreAI 自带的离线模型"

OPENING = (
    SIGN
    + "，还没有真正的模型来扮演这个角色。\n\n"
    + "在服务器上设置 `OPENAI_API_KEY` 之后，再点一次「重试」，助手就会照着主题先开口。"
    + "现在你也可以先说点什么，看看回复是怎样一点一点出现的。"
)

TOUR = (
    SIGN
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

**接上真正的模型**：在服务器上设置 `OPENAI_API_KEY=你的密钥`，或写进 `.env`，下一条消息就会用上，不必重启。"""
)

AGAIN = (
    SIGN
    + """，这句话我只能原样记下：“{prompt}”

想得到真正的回答，请在服务器上设置 `OPENAI_API_KEY`（或写进 `.env`），然后点「重试」。
兼容 OpenAI 接口的服务都可以，用 `OPENAI_BASE_URL` 指过去就好。"""
)

PICTURES = (
    SIGN
    + "，看不了图片。你的图片好好地留在对话里：在服务器上设置 `OPENAI_API_KEY`，选一个能看图的模型，再点「重试」就行。"
)

REASONS = {
    "language": "**为什么是我来回答**：这里还有一个真正会回答的小模型 `{model}`，但它只懂英语。用英语再说一遍，它就会回答；"
    "想用中文聊，请换上别的模型：设置 `OPENAI_API_KEY`，或用 `OREAI_GGUF` 指向一个懂中文的模型文件。",
    "missing": "**为什么是我来回答**：OreAI 自带的小模型没有装上。联网后再运行一次 `make run`，它就会装好。",
    "failed": "**为什么是我来回答**：模型 `{model}` 没能载入：{words}",
}

OFFLINE_MODEL = OfflineModelTexts(
    sign=SIGN, opening=OPENING, tour=TOUR, again=AGAIN, pictures=PICTURES, reasons=REASONS
)
