// Addresses that stand bare in a text become links. Elsewhere they run on to the next space; Chinese, which has none,
// ends them with its punctuation, and with its words where these cannot be part of a path.

const BEGINNING = /https?:\/\/|www\.|@/gi;
const SCHEME = /https?:\/\//iy;
const HOST = /[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*(?::\d{1,5})?/iy;
const WORLD_WIDE = /www(?:\.[a-z0-9_-]+){2,}(?::\d{1,5})?/iy;
const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff·]/;
const WIDE_HOST =
  /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][\w\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af-]*(?:\.[\w\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af-]+)+/y;
const NEVER = /[\s<>"`[\]\\|{}^*]/;
const NEXT = /[,;](?:https?:\/\/|www\.)|~~/iy;
const ACCENTED = /[\u00c0-\u024f]/;
const BEFORE_WIDE = /[/=#_-]$|_\($/; // “/北京_(城市)”
const LOOSE_END = /(?:[?!.,:;'_~(]|&[a-z]{2,8};)$/i;
const MAIL_NAME = /[\w.+-]{1,64}$/;
const MAIL_HOST = /[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}/iy;

const found = (pattern, text, at) => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
};

const count = (text, sign) => text.split(sign).length - 1;

// Words continue a path that has begun a part with them (“/wiki/京都”), not one that they stand behind (“/a然后”).
const isOfPath = (character, before, isRoot) => {
  if (character <= "\x7f") return !NEVER.test(character);
  if (ACCENTED.test(character)) return true;
  return WIDE.test(character) && (WIDE.test(before.at(-1)) || (BEFORE_WIDE.test(before) && !isRoot));
};

const pathEnd = (text, from) => {
  if (!/[/?#]/.test(text[from] ?? "")) return from;
  let end = from + 1;
  while (
    end < text.length &&
    isOfPath(text[end], text.slice(end - 2, end), end === from + 1) &&
    !found(NEXT, text, end)
  )
    end += 1;
  return end;
};

// Signs that end a sentence, and a bracket that was opened before the address.
const tightened = (address) => {
  const without =
    address.endsWith(")") && count(address, ")") > count(address, "(")
      ? address.slice(0, -1)
      : address.replace(LOOSE_END, "");
  return without === address ? address : tightened(without);
};

const hostEnd = (text, at) => {
  const scheme = found(SCHEME, text, at);
  if (!scheme) return at + found(WORLD_WIDE, text, at).length;
  const from = at + scheme.length;
  const host = found(HOST, text, from) || found(WIDE_HOST, text, from);
  return host ? from + host.length : at;
};

// The web address that begins at `at`, or “”.
export const addressAt = (text, at) => {
  if (/[a-z0-9_]/i.test(text[at - 1] ?? "")) return "";
  const end = hostEnd(text, at);
  return end === at ? "" : tightened(text.slice(at, pathEnd(text, end)));
};

const webLink = (text, at) => {
  const address = addressAt(text, at);
  return address && { from: at, address, url: /^www/i.test(address) ? `http://${address}` : address };
};

const mailLink = (text, at, done) => {
  const name = MAIL_NAME.exec(text.slice(Math.max(done, at - 64), at))?.[0].replace(/^[.+-]+/, "");
  const host = name && found(MAIL_HOST, text, at + 1);
  return host && { from: at - name.length, address: `${name}@${host}`, url: `mailto:${name}@${host}` };
};

const linkOf = ({ address, url }) => ({ type: "link", url, children: [{ type: "text", value: address }] });

// A text's words and links, as mdast nodes.
export const withLinks = (text) => {
  const parts = [];
  let done = 0;
  const words = (end) => end > done && parts.push({ type: "text", value: text.slice(done, end) });
  for (const { 0: beginning, index } of text.matchAll(BEGINNING)) {
    if (index < done) continue;
    const link = beginning === "@" ? mailLink(text, index, done) : webLink(text, index);
    if (!link) continue;
    words(link.from);
    parts.push(linkOf(link));
    done = link.from + link.address.length;
  }
  words(text.length);
  return parts;
};

const LONGEST = 2000;

// Nothing within an address is emphasis: to micromark it is plain text.
export const bareAddress = {
  name: "bareAddress",
  previous: (code) => code === null || code < 0 || !/\w/.test(String.fromCharCode(code)),
  tokenize(effects, ok, nok) {
    const from = this.now();
    const ahead = this.sliceSerialize({ start: from, end: { ...from, _bufferIndex: from._bufferIndex + LONGEST } });
    let left = addressAt(ahead, 0).length;
    const inside = (code) => {
      if (left === 0) {
        effects.exit("data");
        return ok(code);
      }
      left -= 1;
      effects.consume(code);
      return inside;
    };
    return (code) => {
      if (left === 0) return nok(code);
      effects.enter("data");
      return inside(code);
    };
  },
};
