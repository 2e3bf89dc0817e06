// A clipboard often holds the same thing twice: a table as words and as a picture of them, a picture and its name.
const PICTURE_NAME = /\.(jpe?g|png|webp|gif|hei[cf]|avif|bmp|tiff?|svg)$/i;
const ADDRESS = /^https?:\/\/\S+$/i;

const lastPart = (line) => line.split(/[\\/]/).at(-1);
const decoded = (line) => {
  try {
    return decodeURIComponent(line);
  } catch {
    return line;
  }
};

// The files that are meant, where the words beside them say nothing but what the files are called or where they are.
export const filesMeant = (files, words) => {
  const names = new Set(files.map(({ name }) => name));
  const isName = (line) =>
    ADDRESS.test(line) || PICTURE_NAME.test(line) || names.has(lastPart(line)) || names.has(lastPart(decoded(line)));
  const lines = words.split(/\r?\n/).map((line) => line.trim());
  return lines.every((line) => !line || isName(line)) ? files : [];
};
