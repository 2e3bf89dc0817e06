// Emphasis where Chinese, Japanese and Korean are written without spaces, and where signs are no emphasis.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { specialNameAt } from "../../assets/js/markdown/special_names";
import { assertStreamsAsReloaded, frames, rendered } from "./render";

const SHOWN = {
  "**注意：**先看": "<strong>注意：</strong>先看",
  "他说**“甲”**和**“乙”**都对": "他说<strong>“甲”</strong>和<strong>“乙”</strong>都对",
  "*（注）*后": "<em>（注）</em>后",
  "***“强”***了": "<em><strong>“强”</strong></em>了",
  "~~（旧）~~新": "<del>（旧）</del>新",
  "**《书》**的": "<strong>《书》</strong>的",
  "_（注）_后": "<em>（注）</em>后",
  "见_“甲”_和": "见<em>“甲”</em>和",
  "**中 *“甲”*乙**丙": "<strong>中 <em>“甲”</em>乙</strong>丙",
  "**“甲”**2023年": "<strong>“甲”</strong>2023年",
  "共3**（甲）**4": "共3<strong>（甲）</strong>4",
  "版本**《乙》**v2": "版本<strong>《乙》</strong>v2",
  "**好！**😀": "<strong>好！</strong>😀",
  "😀**“甲”**😀": "😀<strong>“甲”</strong>😀",
  "**端口：**8080": "<strong>端口：</strong>8080",
  "**端口:**8080": "<strong>端口:</strong>8080",
  "**(注)**后": "<strong>(注)</strong>后",
  "甲~~“乙”~~丙": "甲<del>“乙”</del>丙",
  "これは**「強調」**です": "これは<strong>「強調」</strong>です",
  "한국어**(강조)**는": "한국어<strong>(강조)</strong>는",
  "是__重点__的": "是<strong>重点</strong>的",
  "这是 __bold__ 的": "这是 <strong>bold</strong> 的",
  "**甲：****乙**丙": "<strong>甲：</strong><strong>乙</strong>丙",
  "**甲\\***": "<strong>甲*</strong>",
  "\\*\\***甲**": "**<strong>甲</strong>",
  "**甲\n乙**": "<strong>甲<br/>\n乙</strong>",
};

const AS_WRITTEN = [
  "138****1234 和 139****5678",
  "密钥 sk-****abcd，王****",
  "2*3*4=24",
  "2*（3+4）*5",
  "x**(n+1)**2",
  "foo*(bar)*baz",
  "10~20，30~40",
  "snake_case_name",
  "销售_华东_2023",
  "调用 __init__ 方法",
  "__attribute__((packed)) 和 __declspec(dllexport)",
  "调用__init__方法和__del__方法",
  "my__var__name",
  "如果 __name__ 是 __main__：",
  "x.__custom__ 和 __init_subclass__",
  "** 甲 **",
];

const PLACES = {
  "a heading": [(text) => `## ${text}`, (html) => `<h2>${html}</h2>`],
  "an item": [(text) => `- ${text}`, (html) => `<ul>\n<li>${html}</li>\n</ul>`],
  "a quote": [(text) => `> ${text}`, (html) => `<blockquote>\n<p>${html}</p>\n</blockquote>`],
};

for (const [text, html] of Object.entries(SHOWN)) {
  test(`“${text}” is emphasised, however it comes`, () => {
    assert.equal(rendered(text), `<p>${html}</p>`);
    assertStreamsAsReloaded(text);
  });
}

for (const text of AS_WRITTEN) {
  test(`“${text}” stays as it is written`, () => assert.equal(rendered(text), `<p>${text}</p>`));
}

for (const [place, [written, shown]] of Object.entries(PLACES)) {
  test(`the same in ${place}`, () => {
    for (const [text, html] of Object.entries(SHOWN)) {
      if (!text.includes("\n")) assert.equal(rendered(written(text)), shown(html));
    }
  });
}

test("the same in a cell and in the words of a link", () => {
  assert.match(
    rendered("| **（甲）**乙 |\n|---|\n| ~~“丙”~~丁 |"),
    /<th><strong>（甲）<\/strong>乙<\/th>.*<del>“丙”<\/del>丁/s,
  );
  assert.match(rendered("看[**“甲”**和](https://a.example)后"), /<strong>“甲”<\/strong>和<\/a>后/);
});

test("while it grows no sign of emphasis, code or a link is shown", () => {
  const texts = [
    ...Object.keys(SHOWN).filter((text) => !/bold|\\/.test(text)),
    "- __乙__\n- *丙*",
    "1. **“甲”**：`乙 ** 丙`和***丁*戊**",
    "| **甲** | ~~“乙”~~丙 |\n|---|---|\n| **丁** | `戊` |",
    "[**官**网](https://a.example/x_y)，**见[乙](https://b.example)**",
    "``a`b``",
  ];
  for (const text of texts) {
    for (const { text: sofar, html } of frames(text)) {
      const words = html.replace(/<code>.*?<\/code>|<[^>]*>/gs, "");
      assert.doesNotMatch(words, /[*_~`[\]]/, sofar);
    }
  }
});

test("brackets behind a name are its own at once", () => {
  for (const { text, html } of frames("取 a[i] 与 f(x)[0]。")) assert.equal(html, `<p>${text.trimEnd()}</p>`);
});

test("a special name is never bold while it grows", () => {
  for (const { html } of frames("调用 __init__ 和 __getattr__。")) assert.doesNotMatch(html, /strong|em>/);
});

test("Python's own special names are known", () => {
  const code = `import builtins, types
classes = [value for value in vars(builtins).values() if isinstance(value, type)] + [types.FunctionType, types.ModuleType]
print(" ".join({name for one in classes for name in dir(one) if name.startswith("__")}))`;
  const names = execFileSync(".venv/bin/python", ["-c", code], { encoding: "utf8" }).trim().split(" ");
  assert.ok(names.length > 50);
  assert.deepEqual(
    names.filter((name) => specialNameAt(`调用 ${name} 方法`, 3, false) !== name),
    [],
  );
});
