// What is written and not sent yet, kept in this browser; a draft is let go once the server has stored it.
import { attached } from "./attached";
import { kept, keptInTab } from "./kept";

const draftName = (chatId) => `oreai-draft:${chatId}`;

export const drafts = {
  read: (chatId) => kept.read(draftName(chatId)),
  write: (chatId, text) => kept.write(draftName(chatId), text),
};

// The newest send, also after a reload or in another chat: its answer may come when its composer is gone.
export const newestSend = {
  read: () => JSON.parse(keptInTab.read("oreai-sent") || "{}"),
  write: (send) => keptInTab.write("oreai-sent", JSON.stringify(send)),
};

export const letGo = (accepted) => {
  const { key, chatId, text, images = [] } = newestSend.read();
  if (!accepted || key !== accepted) return;
  newestSend.write({});
  if (drafts.read(chatId).trim() === text) drafts.write(chatId, "");
  attached.remove(chatId, ({ id }) => images.includes(id));
};
