// The page that stands in while the server cannot be reached: the list, and each chat, as last seen here.
import { canKeep, offlineCache } from "./offline_cache.js";

const HEALTH = new URL("../../api/health", import.meta.url); // this file lies in js/offline/
const TRY_EVERY_MS = 5000;
const STRANGERS = "script, style, iframe, object, embed, link, meta, base, form";

const app = document.querySelector(".app");
const main = app.querySelector("main");
const back = app.querySelector("a");
const chatId = /\/chat\/([^/]+)\/?$/.exec(location.pathname)?.[1];

const fragmentOf = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  template.content.querySelectorAll(STRANGERS).forEach((stranger) => stranger.remove());
  return template.content;
};

const element = (tag, text, className = "") =>
  Object.assign(document.createElement(tag), { textContent: text, className });

const showWords = (words) => {
  document.documentElement.lang = words.lang;
  document.documentElement.classList.add("ready");
  for (const place of app.querySelectorAll("[data-word]")) place.textContent = words[place.dataset.word];
  back.setAttribute("aria-label", words.back);
};

const showNothing = (words) => {
  const empty = element("div", "", "empty");
  empty.append(element("div", "☁️", "empty-icon"), element("h2", words.not_seen), element("p", words.not_seen_hint));
  main.replaceChildren(empty);
};

const show = async () => {
  const words = canKeep() && (await offlineCache.read("words"));
  if (!words) return;
  showWords(words);
  const page = await offlineCache.read(chatId ? `chat/${chatId}` : "list");
  const title = element("span", chatId ? "" : words.nav_chats);
  if (chatId) title.append(fragmentOf(page?.title ?? ""));
  app.querySelector("h1").replaceChildren(title);
  app.classList.toggle("chat", Boolean(chatId));
  app.querySelector("header").classList.toggle("chat-bar", Boolean(chatId));
  back.hidden = !chatId;
  document.title = `${app.querySelector("h1").textContent || words.nav_chats} · OreAI`;
  if (!page) return showNothing(words);
  main.replaceChildren(fragmentOf(page.html));
  main.classList.toggle("transcript-inner", Boolean(chatId));
  if (chatId) main.scrollTop = main.scrollHeight;
};

const tryAgain = async () => {
  const answer = await fetch(HEALTH, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
};

app.querySelector("button").addEventListener("click", () => location.reload());
addEventListener("online", tryAgain);
setInterval(tryAgain, TRY_EVERY_MS);
await show();
