"""What keeps the page from working, and what can be done about it."""

from oreai.i18n.texts.obstacles import ObstacleTexts

OBSTACLES = ObstacleTexts(
    cookies="浏览器拦住了 Cookie",
    cookies_hint="OreAI 靠一个 Cookie 认出哪些对话是你的。请在浏览器设置里允许本站使用 Cookie，再试一次。",
    storage="浏览器不让本站存数据",
    storage_hint="没有它，页面打不开。请在浏览器设置里允许本站保存数据，再试一次。",
    storage_note="浏览器不让本站存数据：关掉页面，这台设备上什么也不会留下。",
    socket="实时连接被拦住了",
    socket_hint="网页打得开，但 WebSocket 连不上，多半是代理、网关或防火墙的缘故。换个网络试试，或请管理员放行 WebSocket。",
    broken="页面出了错",
    broken_hint="对话都好好地存在服务器上，重新打开就能看到。",
    again="再试一次",
    no_scripts="请在浏览器里打开 JavaScript，再使用 OreAI。",
)
