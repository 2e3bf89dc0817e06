// What is written and not sent yet, kept in this browser; a draft is let go once the server has stored it.
import { attached } from "./attached";

const draftName = (chatId) => `oreai-draft:${chatId}`;

export const drafts = {
  read: (chatId) => localStorage.getItem(draftName(chatId)) ?? "",
  write(chatId, text) {
    if (text) localStorage.setItem(draftName(chatId), text);
    else localStorage.removeItem(draftName(chatId));
  },
};

// The newest send, also after a reload or in another chat: its answer may come when its composer is gone.
export const newestSend = {
  read: () => JSON.parse(sessionStorage.getItem("oreai-sent") ?? "{}"),
  write: (send) => sessionStorage.setItem("oreai-sent", JSON.stringify(send)),
};

export const letGo = (accepted) => {
  const { key, chatId, text, images = [] } = newestSend.read();
  if (!accepted || key !== accepted) return;
  newestSend.write({});
  if (drafts.read(chatId).trim() === text) drafts.write(chatId, "");
  attached.remove(chatId, ({ id }) => images.includes(id));
};
