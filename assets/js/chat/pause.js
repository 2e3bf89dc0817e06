// How long a provider wants to be left alone: counted here, in words that tell nobody of each second by themselves.
import { useEffect, useState } from "react";

// By a clock that is wrong nobody waits longer than was asked for.
const endOf = ([seconds, over]) => Math.min(over, Date.now() + seconds * 1000);

export function Pause({ pause, wait, waited }) {
  const [end] = useState(() => endOf(pause));
  const [left, setLeft] = useState(() => Math.ceil((end - Date.now()) / 1000));
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(Math.ceil((end - Date.now()) / 1000)), (end - Date.now()) % 1000 || 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left > 0 ? wait.replace("{seconds}", left) : waited;
}
