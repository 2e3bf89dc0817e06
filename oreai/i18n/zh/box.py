"""The model in the box, wherever it is spoken of."""

from oreai.i18n.texts.box import BoxTexts

BOX = BoxTexts(
    name="自带的模型",
    trial_hint="没有设置密钥，由 OreAI 自带的小模型作答。它只懂英语，仅供试用，常会说错。要认真用，请在服务器上设置 OPENAI_API_KEY（或写进 .env），下一条消息就会换成真正的模型；也可以用 OREAI_GGUF 换上你自己的模型文件。",
    own_hint="由放在这台服务器上的模型作答，对话不会离开这里。",
    missing_hint="这里本来还有一个自带的小模型，但没有装上。联网后再运行一次 make run 就会装好。",
    note="这是 OreAI 自带的小模型 {model} 写的：只懂英语，仅供试用，常会说错。换成真正的模型，见「我的」。",
    waits={
        "loading": "正在载入模型，稍等片刻…",
        "queued": "前面还有回复没写完，正在排队…",
    },
)
