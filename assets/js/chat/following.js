// How a reply that comes is read: from its question on, which stays at the top of the view, or by its newest words.
import { storage } from "../browser/storage";

const NAME = "oreai-follows";

export const followsText = () => storage.read(NAME) === "text";

export const keepFollowing = (what) => storage.write(NAME, what === "text" ? what : "");
