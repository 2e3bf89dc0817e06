// A reply's markdown, finished and while it streams.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, frames, rendered } from "./render";

const TOUR = `**三天**慢慢走：

1. 清水寺
2. 岚山

\`\`\`python
print("京都")
\`\`\`

[官网](https://kyoto.example/)[^1]

[^1]: 十一月去。`;

test("a reply is shown as it is meant", () => {
  assert.equal(rendered("**三天**慢慢走"), "<p><strong>三天</strong>慢慢走</p>");
});

test("a streamed reply ends as a reloaded one, and every moment is what a reader who joins then sees", () => {
  assertStreamsAsReloaded(TOUR);
});

test("half-written bold is bold at every moment", () => {
  for (const { html } of frames("去**清水寺**")) assert.doesNotMatch(html, /\*/);
});
