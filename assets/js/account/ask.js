import { below } from "../browser/below";

// One question to the server over HTTP, in the page's language; the answer is an object, whatever comes.
// { ok, status, error, field } and what the route itself answers; `error` is undefined where nobody answered.
export const ask = async (method, path, body) => {
  const headers = { "content-type": "application/json", "accept-language": document.documentElement.lang };
  const content = method === "DELETE" || method === "GET" ? {} : { body: JSON.stringify(body ?? {}) };
  try {
    const response = await fetch(below(path), { method, headers, ...content });
    return { ...(await response.json().catch(() => ({}))), ok: response.ok, status: response.status };
  } catch {
    return { ok: false, status: 0 };
  }
};
