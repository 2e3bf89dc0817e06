// On the page to sign in: the browser offers a passkey of this site in the name field, where it knows one.
import { useEffect } from "react";
import { below } from "../browser/below";
import { ask } from "./ask";
import { isKnown, show } from "./passkey";
import { wayBack } from "./way_back";

const offer = async () => {
  if (!isKnown() || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const shown = await show("/api/session/passkey/ask", "conditional");
  if (!shown.credential) return;
  const answer = await ask("POST", "/api/session/passkey", { credential: shown.credential });
  if (answer.next) location.assign(below(wayBack(answer.next)));
};

export function PasskeyAutofill() {
  useEffect(() => {
    offer();
  }, []);
  return null;
}
