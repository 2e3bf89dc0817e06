// The word after a fence's signs: what is shown of it, and which language it names. People and models write
// `{python}`, `{.python .numberLines}`, `js:src/a.js`, `12:15:app/main.py`, `python,linenos`, `C++`.

const WRAPPED = /^\{\s*\.?\s*([^\s,{}]*)[\s\S]*$/;
const PREFIX = /^(?:lang|language)-(?=\S)/i;
const LINES = /^(?:\d+:\d+|\d+-\d+):/;
const NAME = /^[\w+#.*-]*/;
const EXTENSION = /\.([\w+-]+)$/;

const bareWord = (word) => word.replace(WRAPPED, "$1").replace(PREFIX, "");

// The last part of a file's name; a file without one, such as a Dockerfile, by its own.
const ofFile = (path) => {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return EXTENSION.exec(file)?.[1] ?? file;
};

const isFile = (word) => /[/\\]/.test(word) || LINES.test(word) || /^[\w-]{2,}\.\w{1,10}$/.test(word);

// “js:src/a.js” is js; a file alone is what its name says; “asp.net” is no file that we know, and plain.
const nameOf = (word) => {
  const [first] = NAME.exec(word);
  if (!isFile(word.replace(/^[a-z+#-]+[:=]/i, ""))) return first;
  return /^[a-z+#-]+[:=]/i.test(word) ? first : ofFile(word.replace(LINES, ""));
};

export const fenceWord = (word) => {
  const shown = bareWord(word);
  return { shown, name: nameOf(shown).toLowerCase() };
};
