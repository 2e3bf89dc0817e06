// OreAI may stand below a path of its host (OREAI_PATH): addresses as the app knows them, and as the browser does.
const PATH = (import.meta.env?.BASE_URL ?? "/").replace(/\/$/, "");

// `/api/health` as the browser has to ask for it.
export const below = (address) => PATH + address;

// Where the page is, as the app knows it.
export const here = () => location.pathname.slice(PATH.length) || "/";
