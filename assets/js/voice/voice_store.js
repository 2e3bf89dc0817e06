// Which part of voice is open: nothing, taking down what is said, talking, or reading a reply aloud. The parts
// themselves are fetched when they are needed.
import { useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";

const CLOSED = { mode: "", id: "" };

let open = CLOSED;
const { subscribe, tell } = newListeners();

export const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
export const canRecord = () => Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia);

// Modes: `dictation`, `talk`, `aloud` with the reply's id.
export const openVoice = (mode, id = "") => {
  open = { mode, id };
  tell();
};

export const closeVoice = () => {
  open = CLOSED;
  tell();
};

export const useVoice = () =>
  useSyncExternalStore(
    subscribe,
    () => open,
    () => CLOSED,
  );
