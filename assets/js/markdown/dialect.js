// Which markdown is read: CommonMark with GFM's tables, tasks and strikethrough, and with rules of our own for
// emphasis, bare addresses and HTML. Each is an extension of micromark, the tokenizer beneath react-markdown.

import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { bareAddress } from "./bare_links";
import { emphasis } from "./emphasis";
import { onlyAddresses } from "./references";
import { strangeHtml } from "./tags";

const [UPPER_H, UPPER_W, LOWER_H, LOWER_W] = [72, 87, 104, 119];
const addresses = {
  text: { [UPPER_H]: bareAddress, [UPPER_W]: bareAddress, [LOWER_H]: bareAddress, [LOWER_W]: bareAddress },
};

const strikethrough = gfmStrikethrough({ singleTilde: false }); // “10~20, 30~40” strikes nothing through

// A remark plugin.
/** @this {any} */
export function dialect() {
  const data = this.data();
  data.micromarkExtensions = [
    gfmTable(),
    gfmTaskListItem(),
    strikethrough,
    emphasis(strikethrough),
    addresses,
    onlyAddresses,
    strangeHtml,
  ];
  data.fromMarkdownExtensions = [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown(), gfmStrikethroughFromMarkdown()];
}
