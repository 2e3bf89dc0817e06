"""把聊天带走。"""

from oreai.i18n.texts.exports import ExportsTexts

EXPORTS = ExportsTexts(
    all="导出全部数据",
    all_hint="所有对话、图片和账号资料，打包成一个 zip。里面是 Markdown，直接就能读，也能再导入回来。",
    all_make="下载 zip",
    all_begun="已经开始下载，对话多的话要等一会儿。",
    one="导出对话",
    markdown="Markdown",
    markdown_hint="好读、好存，所有分支都在，也能再导入回来。",
    page="网页",
    page_hint="一个文件，图片都在里面，适合打印和发给别人。",
    json="JSON",
    json_hint="给程序用，所有分支都在，也能再导入回来。",
)
