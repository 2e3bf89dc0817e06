// What the pages that Reflex writes are made with, in the place of emotion's `jsx`, which does the same unless an
// element asks for styles of its own by `css`: here stylesheets say all of them (tests/test_client_build.py).
export { createElement as jsx } from "react";
