// What a fence's word means, and what a terminal's output looks like.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ansiRuns, withoutAnsi, withoutAnsiInWords } from "../../assets/js/code/ansi";
import { fenceWord } from "../../assets/js/code/fence_words";
import { coloured } from "../../assets/js/code/highlight";
import { LANGUAGES, languageCalled, WITHIN } from "../../assets/js/code/languages";
import { assertStreamsAsReloaded, rendered } from "./render.js";

const WORDS = {
  "{python}": ["python", "python"],
  "{.python": ["python", "python"],
  "{.python}": ["python", "python"],
  "{python,echo=FALSE}": ["python", "python"],
  "{r}": ["r", "r"],
  "{mermaid}": ["mermaid", "mermaid"],
  "language-ts": ["ts", "typescript"],
  "python,linenos": ["python,linenos", "python"],
  "python=": ["python=", "python"],
  "ts{1,3}": ["ts{1,3}", "typescript"],
  "js:src/a.js": ["js:src/a.js", "javascript"],
  "js:app.js": ["js:app.js", "javascript"],
  "12:15:app/main.py": ["12:15:app/main.py", "python"],
  "src/Dockerfile": ["src/Dockerfile", "dockerfile"],
  "app.py": ["app.py", "python"],
  jsonc: ["jsonc", "json"],
  dart: ["dart", "dart"],
  scala: ["scala", "scala"],
  matlab: ["matlab", "matlab"],
  "C++": ["C++", "cpp"],
  "c#": ["c#", "csharp"],
  "F#": ["F#", "fsharp"],
  "objective-c": ["objective-c", "objectivec"],
  "Objective-C++": ["Objective-C++", "objectivec"],
  "sh-session": ["sh-session", "shell"],
  console: ["console", "shell"],
  vue: ["vue", "xml"],
  tsx: ["tsx", "typescript"],
  text: ["text", undefined],
  plaintext: ["plaintext", undefined],
  klingon: ["klingon", undefined],
  constructor: ["constructor", undefined],
  中文: ["中文", undefined],
  "": ["", undefined],
};

test("a fence's word names its language, however it is written", () => {
  for (const [word, [shown, language]] of Object.entries(WORDS)) {
    const read = fenceWord(word);
    assert.equal(read.shown, shown, word);
    const called = languageCalled(read.name);
    if (word === "{mermaid}") assert.equal(read.name, "mermaid");
    else assert.equal(called, language, word);
  }
});

test("every language can be fetched and colours; what it does not know is left as it is", async () => {
  for (const language of Object.keys(LANGUAGES)) {
    const html = await coloured('<b> & "1"\n', language);
    assert.equal(html.replace(/<[^>]+>/g, ""), "&lt;b&gt; &amp; &quot;1&quot;\n", language);
  }
  for (const needed of Object.values(WITHIN).flat()) assert.ok(LANGUAGES[needed]);
  assert.equal(await coloured("a", "klingon"), null);
});

test("what stands within a language is coloured too", async () => {
  assert.match(await coloured("<script>const a = 1;</script>", "vue"), /hljs-keyword/);
  assert.match(await coloured("$ echo hi | grep h", "console"), /hljs-meta[\s\S]*hljs-built_in/);
  assert.match(await coloured('{\n  // why\n  "a": 1\n}', "jsonc"), /hljs-comment/);
});

const TERMINAL =
  "\x1b[1;32m✓\x1b[0m 3 passed \x1b[38;5;196mred\x1b[39m \x1b[38;2;0;0;255mblue\x1b[m \x1b[41m!\x1b[49m\x1b[K\x1b]0;title\x07";

test("a terminal's colours are shown", () => {
  const looks = ansiRuns(TERMINAL).map(({ text, look }) => [text, look]);
  assert.deepEqual(looks, [
    ["✓", "ansi-2 ansi-bold"],
    [" 3 passed ", ""],
    ["red", "ansi-1"],
    [" ", ""],
    ["blue", "ansi-4"],
    [" ", ""],
    ["!", "ansi-on-1"],
  ]);
  assert.equal(ansiRuns("[31m stays"), null);
});

const LEFT_OUT = {
  [TERMINAL]: "✓ 3 passed red blue !",
  "[31mred[0m": "[31mred[0m",
  "\\x1b[31m and \\033[0m": "\\x1b[31m and \\033[0m",
  "half \x1b[3": "half ",
  "half \x1b": "half ",
  "\u009b31mred": "red",
  "N\x08NA\x08AME": "NAME",
  "bell\x07 nul\x00": "bell nul",
  "tab\there\nline": "tab\there\nline",
  "\x1b[?25l\x1b[2Jclear\x1b(B": "clear",
  "😀 中文": "😀 中文",
};

test("elsewhere they are left out, and nothing else", () => {
  for (const [text, read] of Object.entries(LEFT_OUT)) assert.equal(withoutAnsi(text), read);
});

const RED = "\x1b[31mred\x1b[0m";

test("code of a list's item keeps its colours, as any other code does", () => {
  const shown = '<span class="ansi-1">red</span>';
  assert.ok(rendered(`\`\`\`\n${RED}\n\`\`\``).includes(shown));
  for (const text of [`- Run:\n  \`\`\`\n  ${RED}\n  \`\`\`\n- ${RED}`, `1. \`\`\`\n   ${RED}\n   \`\`\`\n2. ${RED}`]) {
    assert.ok(rendered(text).includes(shown), rendered(text));
    assert.ok(/<li>(?:<p>)?red/.test(rendered(text)), rendered(text));
    assertStreamsAsReloaded(text);
  }
});

test("words beside a fence lose their codes", () => {
  assert.equal(withoutAnsiInWords(`${RED}\n~~~\n${RED}\n~~~\n${RED}`), `red\n~~~\n${RED}\n~~~\nred`);
  assert.equal(withoutAnsiInWords(`${RED}\n~~~\n${RED}`), `red\n~~~\n${RED}`);
});

test("fences without an end are read in no time", () => {
  const started = performance.now();
  withoutAnsiInWords(`${RED}\n`.padEnd(200_000, "```\n~~~ "));
  assert.ok(performance.now() - started < 1000);
});
