// Colours for code, loaded with the first fence that closes; each language comes when it is first met.
// highlight.js escapes everything it is given.
import hljs from "highlight.js/lib/core";

const LANGUAGES = {
  bash: () => import("highlight.js/lib/languages/bash"),
  c: () => import("highlight.js/lib/languages/c"),
  cpp: () => import("highlight.js/lib/languages/cpp"),
  csharp: () => import("highlight.js/lib/languages/csharp"),
  css: () => import("highlight.js/lib/languages/css"),
  diff: () => import("highlight.js/lib/languages/diff"),
  dockerfile: () => import("highlight.js/lib/languages/dockerfile"),
  go: () => import("highlight.js/lib/languages/go"),
  ini: () => import("highlight.js/lib/languages/ini"),
  java: () => import("highlight.js/lib/languages/java"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  json: () => import("highlight.js/lib/languages/json"),
  kotlin: () => import("highlight.js/lib/languages/kotlin"),
  latex: () => import("highlight.js/lib/languages/latex"),
  lua: () => import("highlight.js/lib/languages/lua"),
  makefile: () => import("highlight.js/lib/languages/makefile"),
  markdown: () => import("highlight.js/lib/languages/markdown"),
  php: () => import("highlight.js/lib/languages/php"),
  powershell: () => import("highlight.js/lib/languages/powershell"),
  python: () => import("highlight.js/lib/languages/python"),
  r: () => import("highlight.js/lib/languages/r"),
  ruby: () => import("highlight.js/lib/languages/ruby"),
  rust: () => import("highlight.js/lib/languages/rust"),
  sql: () => import("highlight.js/lib/languages/sql"),
  swift: () => import("highlight.js/lib/languages/swift"),
  typescript: () => import("highlight.js/lib/languages/typescript"),
  xml: () => import("highlight.js/lib/languages/xml"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
};

const ALIASES = {
  "c++": "cpp", cc: "cpp", h: "c", "c#": "csharp", cs: "csharp", golang: "go", html: "xml", svg: "xml", vue: "xml",
  js: "javascript", jsx: "javascript", mjs: "javascript", kt: "kotlin", md: "markdown", ps1: "powershell",
  py: "python", python3: "python", rb: "ruby", rs: "rust", sh: "bash", shell: "bash", zsh: "bash", console: "bash",
  tex: "latex", toml: "ini", ts: "typescript", tsx: "typescript", yml: "yaml",
};

// The code as HTML with colours, or null for a language we do not know.
export const coloured = async (code, name) => {
  const language = ALIASES[name.toLowerCase()] ?? name.toLowerCase();
  if (!Object.hasOwn(LANGUAGES, language)) return null;
  if (!hljs.getLanguage(language)) {
    const module = await LANGUAGES[language]();
    hljs.registerLanguage(language, module.default);
  }
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
};
