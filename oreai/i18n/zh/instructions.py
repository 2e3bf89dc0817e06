"""Words for the model, not for people."""

from oreai.i18n.texts.instructions import InstructionsTexts

INSTRUCTIONS = InstructionsTexts(
    title_request="你为对话起标题。下面是一段对话，请用它所用的语言写一个标题：不超过 12 个字，说清在聊什么，不加引号和标点。只回复标题。",
    begin="请开始。",
    go_on="请从刚才停下的地方接着说，不要重复已经说过的内容，也不要加开场白。",
    left_out_middle="[……中间省略 {characters} 字……]",
    summary_introduction="以下是此前对话的摘要：",
    summary_task="你在为一段长对话做备忘。把下面的内容（可能以旧摘要开头）合并成一份新摘要，不超过 {words} 个词。保留人名、数字、日期、决定、用户的要求和偏好、未完成的事，以及代码或文本里以后还会用到的细节。用对话所用的语言写，只写摘要本身。",
)
