// Passkeys in the browser: made, and shown. Where the browser cannot read the server's options by itself (before Chrome
// 129, Safari 18.4, Firefox 119), the few fields that are bytes are turned into bytes here.
import { ask } from "./ask";

const bytes = (words) => {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const listed = (credentials) => credentials?.map((one) => ({ ...one, id: bytes(one.id) }));

const forMaking = (options) =>
  PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: listed(options.excludeCredentials),
  };

const forShowing = (options) =>
  PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: listed(options.allowCredentials),
  };

const FIELDS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

const asJson = (credential) => {
  if (credential.toJSON) return credential.toJSON();
  const { id, type, response } = credential;
  const present = FIELDS.filter((field) => response[field]);
  const told = Object.fromEntries(present.map((field) => [field, text(response[field])]));
  return { id, rawId: id, type, response: told, clientExtensionResults: {} };
};

// One at a time: a browser refuses a second question while the first one waits in the name field.
let waiting = null;

const alone = () => {
  waiting?.abort();
  waiting = new AbortController();
  return waiting.signal;
};

export const isKnown = () => typeof PublicKeyCredential !== "undefined";

// The answer to the question for options where that was refused; else { credential }, or {} where the reader gave up.
export const make = async (path) => {
  const asked = await ask("POST", path);
  if (!asked.ok) return asked;
  try {
    const publicKey = forMaking(asked.options);
    return { ok: true, credential: asJson(await navigator.credentials.create({ publicKey, signal: alone() })) };
  } catch {
    return { ok: false, gaveUp: true };
  }
};

export const show = async (path, mediation) => {
  const asked = await ask("POST", path);
  if (!asked.ok) return asked;
  try {
    const publicKey = forShowing(asked.options);
    const shown = await navigator.credentials.get({ publicKey, signal: alone(), ...(mediation && { mediation }) });
    return { ok: true, credential: asJson(shown) };
  } catch {
    return { ok: false, gaveUp: true };
  }
};
