"""Discover, and the dialog that starts a chat with an assistant."""

from oreai.i18n.texts.discover import DiscoverTexts

DISCOVER = DiscoverTexts(
    categories={
        "all": "全部",
        "mine": "我的",
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
    persona_system="设定",
)
