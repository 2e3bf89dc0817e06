// Lets Node import assets/js as the built client does: without extensions, packages from .web/node_modules. Styles
// and what Reflex generates ($/…) are empty.

import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);
const SCRIPTS = new URL("assets/js/", ROOT);
const PACKAGES = new URL(".web/package.json", ROOT).href;
const EMPTY = new URL("tests/scripts/generated.js", ROOT).href;

const isPackage = (name) => /^[@a-z]/.test(name) && !name.startsWith("node:");
const isOurs = (url) => url?.startsWith(SCRIPTS.href) || url?.startsWith(new URL("tests/scripts/", ROOT).href);

const fileOf = (name, parent) => {
  const url = name.startsWith("$/public/js/")
    ? new URL(name.slice("$/public/js/".length), SCRIPTS)
    : new URL(name, parent);
  return existsSync(fileURLToPath(url)) ? url.href : `${url.href}.js`;
};

registerHooks({
  load(url, context, next) {
    return next(url, isOurs(url) && !url.endsWith(".json") ? { ...context, format: "module" } : context);
  },

  resolve(name, context, next) {
    if (!isOurs(context.parentURL)) return next(name, context);
    if (name.endsWith(".css") || /^\$\/(?!public\/js\/)/.test(name))
      return { url: EMPTY, format: "module", shortCircuit: true };
    if (isPackage(name)) return next(name, { ...context, parentURL: PACKAGES });
    if (/^[.$]/.test(name)) return next(fileOf(name, context.parentURL), context);
    return next(name, context);
  },
});
