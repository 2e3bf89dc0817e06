// The worker that opens OreAI without a network. Pages come from the server whenever it answers, so no update is
// missed; files with a hash in their name never change. Events and the API pass by untouched.
// The build puts its own hash and the name of its stylesheet here (oreai/client_build.py).
const BUILD = "__BUILD__";
const OFFLINE_PAGE = "/offline.html";
const FILES = [
  OFFLINE_PAGE,
  "__STYLE__",
  "/js/browser/first_paint.js",
  "/js/offline/offline_page.js",
  "/js/offline/offline_cache.js",
  "/icons/icon.svg",
];
const PASSING = ["/api/", "/_"];
const OURS = /^oreai-(offline|assets)-/;
const CACHES = { offline: `oreai-offline-${BUILD}`, assets: `oreai-assets-${BUILD}` };
const PAGE_MS = 8000; // a network that hangs for so long is none
const FILE_MS = 1500; // what the offline page is made of is at hand
const UNREACHABLE = [502, 503, 504]; // a proxy answers for a server that is away

const keepFiles = async () => {
  const cache = await caches.open(CACHES.offline);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
};

const forgetOtherBuilds = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => OURS.test(name) && !Object.values(CACHES).includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
};

const kept = (request) => caches.match(request, { ignoreVary: true });

// The answer, or nothing where there is none in time.
const inTime = (answer, patience) =>
  Promise.race([answer.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, patience))]);

const page = async (event) => {
  const asked = fetch(event.request);
  event.waitUntil(asked.catch(() => undefined)); // it may still come: that breaks nothing
  const answer = await inTime(asked, PAGE_MS);
  return !answer || UNREACHABLE.includes(answer.status) ? kept(OFFLINE_PAGE) : answer;
};

const asset = async (request) => {
  const before = await kept(request);
  if (before) return before;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(CACHES.assets)).put(request, answer.clone());
  return answer;
};

const file = async (request) => (await inTime(fetch(request), FILE_MS)) ?? kept(request);

// The chat whose reply is ready, in the tab that was looked at last; where that is now only the tab itself knows.
const showChat = async (path) => {
  const [tab] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!tab) return self.clients.openWindow(new URL(path.slice(1), self.registration.scope));
  tab.postMessage({ shows: path });
  return tab.focus();
};

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showChat(event.notification.data.path));
});

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));

// A preload that fails ends the navigation in Firefox, whatever the worker answers; earlier builds asked for it.
self.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([forgetOtherBuilds(), self.registration.navigationPreload?.disable()])),
);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || PASSING.some((start) => pathname.startsWith(start)))
    return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (FILES.includes(pathname)) event.respondWith(file(request));
});
