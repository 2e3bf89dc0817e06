// Notices that a reply is ready, for who looks at another page meanwhile. They are this browser's own: no server sends
// them, and none knows of them. They say in which chat, and nothing of what was said there.
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { below, here } from "../browser/below";
import { listen } from "../browser/listen";
import { storage } from "../browser/storage";

const CHOICE = "oreai-notices"; // on, off, or nothing while nobody has been asked
const LONG = "oreai-long-replies";
const ASKS_AFTER = 2;

export const canNotify = () => "Notification" in globalThis;
export const isBlocked = () => Notification.permission === "denied";
export const isOn = () => canNotify() && storage.read(CHOICE) === "on" && Notification.permission === "granted";

export const turnOff = () => storage.write(CHOICE, "off");

export const turnOn = async () => {
  const isAllowed = (await Notification.requestPermission()) === "granted";
  storage.write(CHOICE, isAllowed ? "on" : "off");
  return isAllowed;
};

// Counts a reply that took long; true where it is time to ask.
export const countLong = () => {
  if (!canNotify() || isBlocked() || storage.read(CHOICE)) return false;
  const count = Number(storage.read(LONG)) + 1;
  storage.write(LONG, String(count));
  return count >= ASKS_AFTER;
};

// A notice was touched: this tab comes to the front with its chat.
export const useTouchedNotice = () => {
  const navigate = useNavigate();
  useEffect(() => {
    const worker = navigator.serviceWorker;
    const show = ({ data }) => data?.shows && data.shows !== here() && navigate(data.shows);
    return worker && listen(worker, { message: show });
  }, []);
};

// By the worker, whose notices also a phone shows; its click is answered in sw.js.
export const notify = async (chatId, title, body) => {
  const path = `/chat/${chatId}`;
  const notice = { body, tag: path, icon: below("/icons/icon-192.png"), data: { path } };
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.active) return registration.showNotification(title, notice);
  const own = new Notification(title, notice);
  own.onclick = () => {
    window.focus();
    own.close();
  };
  return undefined;
};
