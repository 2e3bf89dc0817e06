"""What reads, colours and draws a reply in the browser: the packages, pinned."""

MARKDOWN_PACKAGES = [
    "react-markdown@10.1.0",
    "micromark-core-commonmark@2.0.4",
    "micromark-extension-gfm-strikethrough@2.1.0",
    "micromark-extension-gfm-table@2.1.2",
    "micromark-extension-gfm-task-list-item@2.1.0",
    "mdast-util-gfm-strikethrough@2.0.1",
    "mdast-util-gfm-table@2.0.1",
    "mdast-util-gfm-task-list-item@2.0.1",
    "highlight.js@11.11.1",
    "katex@0.18.11",
    "mermaid@12.3.0",
]
