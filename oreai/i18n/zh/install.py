"""The hint to put OreAI on the home screen."""

from oreai.i18n.texts.install import InstallTexts

INSTALL = InstallTexts(
    why="把 OreAI 放到主屏幕：点一下就打开，没网也能看之前的对话。",
    by_hand="点浏览器的「分享」按钮，再选「添加到主屏幕」。",
    install="安装",
    not_now="不用了",
)
