// A fenced code block: its language, a copy button, and colours once its fence has closed.
import { createElement as h, useEffect, useState } from "react";

const COPIED_MS = 1500;
const LONGEST_COLOURED = 60000; // characters; beyond that colouring would block the page

function useColours({ language, code, closed }) {
  const [html, setHtml] = useState(null);
  useEffect(() => {
    let current = true;
    if (closed && language && code.length <= LONGEST_COLOURED) {
      import("./highlight")
        .then(({ coloured }) => coloured(code, language))
        .then((colours) => current && setHtml(colours));
    }
    return () => {
      current = false;
    };
  }, [language, code, closed]);
  return html;
}

function CopyButton({ code, labels }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return h("button", { type: "button", className: "code-copy", onClick: copy }, copied ? labels.copied : labels.copy);
}

export function CodeBlock({ language, code, closed, labels }) {
  const html = useColours({ language, code, closed });
  const body = html ? { dangerouslySetInnerHTML: { __html: html } } : { children: code };
  return h(
    "figure",
    { className: "code" },
    h("figcaption", null, h("span", null, language || "text"), h(CopyButton, { code, labels })),
    h("pre", { tabIndex: 0 }, h("code", body)),
  );
}
