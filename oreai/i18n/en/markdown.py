"""What stands beside code, tables, call-outs, footnotes and drawings in a reply."""

from oreai.i18n.texts.markdown import MarkdownTexts

MARKDOWN = MarkdownTexts(
    copy_code="Copy",
    copied="Copied",
    not_copied="Not copied: select the text and copy it",
    wrap_code="Wrap",
    diagram="Diagram",
    diagram_code="Code",
    diagram_failed="This diagram could not be drawn, so here is its code.",
    diagram_large="This is a large diagram; the page may stand still while it is drawn.",
    diagram_draw="Draw it",
    table="Table",
    image_hidden="Image",
    view_whole="View in full",
    footnotes="Footnotes",
    footnote_back="Back to the text",
    task_done="Done",
    task_open="To do",
    note="Note",
    tip="Tip",
    important="Important",
    warning="Warning",
    caution="Caution",
)
