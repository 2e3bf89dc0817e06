// Where to go once somebody is signed in: back to the page of a shared link that asked for it, and to no other address.
import { tabStorage } from "../browser/storage";

const NAME = "oreai-then";
const PAGE = /^\/s\/[0-9a-f]{32}$/;

// The way may lead over other pages: signing up, or chats that are brought along.
export const noteWayBack = () => {
  const asked = new URLSearchParams(location.search).get("then") ?? "";
  if (PAGE.test(asked)) tabStorage.write(NAME, asked);
};

// Instead of the page that the server names, unless it has a question first.
export const wayBack = (next) => {
  const noted = tabStorage.read(NAME) ?? "";
  if (!PAGE.test(noted) || next === "/bring") return next;
  tabStorage.write(NAME, "");
  return noted;
};
