// The page where documents are tried out: sends one as the original's page did, and shows what comes back.
import { storage } from "../browser/storage.js"; // by its whole name: no build has put them together

const theme = storage.read("theme");
if (theme === "dark" || theme === "light") document.documentElement.classList.add(theme);

const form = document.querySelector("form");
const [query, variables] = form.querySelectorAll("textarea");
const shown = document.querySelector("[data-part=answer]");

const answerToIt = async () => {
  const body = JSON.stringify({ query: query.value, variables: JSON.parse(variables.value || "{}") });
  const headers = { "content-type": "application/json", "accept-language": document.documentElement.lang };
  return (await fetch(form.dataset.asks, { method: "POST", headers, body })).json();
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    shown.textContent = JSON.stringify(await answerToIt(), null, 2);
  } catch (error) {
    shown.textContent = String(error); // the developer's own JSON is none, or nobody answers
  }
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
