"""Folders of chats."""

from oreai.i18n.texts.folders import FoldersTexts

FOLDERS = FoldersTexts(
    title="文件夹",
    all="全部",
    empty="这个文件夹还是空的。点右上角的加号，新对话就放在这里。",
    move="移到文件夹",
    none="不放进文件夹",
    new="新文件夹的名字",
    create="新建",
    change="文件夹设置",
    name="名字",
    no_name="给文件夹起个名字吧。",
    instructions="共同的要求",
    instructions_hint="这个文件夹里的每个对话，都会先告诉模型这些话。",
    delete="删除文件夹",
    delete_explained="里面的对话会留在列表里。",
    full="文件夹已经够多了，先删掉一个再新建吧。",
)
