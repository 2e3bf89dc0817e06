// The page that a link leads to: the colours its reader has chosen in the app, and going on with the chat.
import { storage } from "../browser/storage.js"; // by its whole name: no build has put them together

const theme = storage.read("theme");
if (theme === "dark" || theme === "light") document.documentElement.classList.add(theme);

const button = document.querySelector("button");
const notice = document.querySelector("[data-part=notice]");

const ask = async () => {
  const headers = { "content-type": "application/json", "accept-language": document.documentElement.lang };
  try {
    const answer = await fetch(button.dataset.copiesTo, { method: "POST", headers, body: "{}" });
    return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
  } catch {
    return { status: 0 };
  }
};

const goOn = async () => {
  button.disabled = true;
  notice.textContent = "";
  const answer = await ask();
  if (answer.next) return location.assign(button.dataset.path + answer.next);
  button.disabled = false;
  notice.textContent = answer.error ?? notice.dataset.unreachable;
};

if (button) {
  button.addEventListener("click", goOn);
  // Back from the chat, the browser may show the page as it was left.
  addEventListener("pageshow", () => {
    button.disabled = false;
  });
}
