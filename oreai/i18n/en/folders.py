"""Folders of chats."""

from oreai.i18n.texts.folders import FoldersTexts

FOLDERS = FoldersTexts(
    title="Folders",
    all="All",
    empty="This folder is empty. Touch the plus above, and the new chat is in here.",
    move="Move to a folder",
    none="Out of its folder",
    new="Name of a new folder",
    create="Create",
    change="Folder settings",
    name="Name",
    no_name="A folder needs a name.",
    instructions="Instructions",
    instructions_hint="Every chat in this folder tells the model this first.",
    delete="Delete folder",
    delete_explained="The chats in it stay in the list.",
    full="There are as many folders as there can be. Delete one first.",
)
