"""What every screen has: the app's name, the three places, and words that many buttons share."""

from oreai.i18n.texts.app import AppTexts

APP = AppTexts(
    html_lang="zh-CN",
    own_name="中文",
    name="OreAI",
    tagline="聊天智能助手 · AI 对话写作",
    nav_chats="对话",
    nav_discover="发现",
    nav_me="我的",
    save="保存",
    cancel="取消",
    close="关闭",
    undo="撤销",
    back="返回",
    menu="更多",
    model="模型",
    connection_lost="连接断开了，正在重连…",
    something_failed="出了点问题，请再试一次。",
    crowded="这个网络刚来了太多新访客，请过一会儿再打开；已经来过的人不受影响。",
    old_browser="这个浏览器太旧，打不开 OreAI。请更新到 iOS {iOS}、Chrome {Chrome}、Firefox {Firefox} 或更新的版本。",
)
