"""个人令牌。"""

from oreai.i18n.texts.tokens import TokensTexts

TOKENS = TokensTexts(
    title="个人令牌",
    hint="给自己写的脚本和程序用：它们凭令牌以你的身份访问 OreAI。令牌和密码一样，别发给别人。",
    name="名字",
    name_hint="方便以后认出它，比如“备份脚本”。",
    may="它可以做什么",
    scopes={
        "chat": "让模型回复，会用掉你的次数",
        "graphql": "读写你的对话",
        "read": "只读你的对话",
    },
    days="有效期",
    days_long="{days} 天",
    make="生成令牌",
    shown="只显示这一次。现在就复制，存到要用它的程序里。",
    good_until="有效期至",
    used="上次使用",
    never_used="还没用过",
    revoke="撤销",
)
