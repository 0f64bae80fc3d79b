/** Asks before something is lost. */

import { byId } from "./dom.js";

const dialog = byId<HTMLDialogElement>("sure");

/** Return whether the learner agrees; `yes` is what the button says. Escape means no. */
export async function ask(question: string, yes: string): Promise<boolean> {
  byId("question").textContent = question;
  byId("yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "yes";
}

/** Withdraw the question, if there is one, which means no. */
export function withdraw(): void {
  dialog.close();
}
