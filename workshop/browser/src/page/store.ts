/** Texts by key, which the browser keeps. Those that it can't save stay in this tab, and the page says so. */

import { byId } from "./dom.js";

const FULL =
  "Your answers are only in this tab now: this browser has no room left, or is set to keep nothing. " +
  "Download them below the list of exercises.";
const CHANGED =
  "Your answers are only in this tab now, because another tab has changed one of them. " +
  "Download them below the list of exercises, or reload the page to go on with those of the other tab.";

const unsaved = new Map<string, string>();
const known = new Map<string, string | null>(); // what was saved when this tab last read or wrote it

/** Return the text with this key, null if there's none. */
export function read(key: string): string | null {
  const text = unsaved.get(key);
  if (text !== undefined) return text;
  known.set(key, saved(key));
  return saved(key);
}

/** Save a text, and those before it that weren't saved. What another tab has saved in the meantime is kept instead. */
export function write(key: string, text: string): void {
  unsaved.set(key, text);
  saveAll();
}

/** Delete the text with this key, if there is one. */
export function remove(key: string): void {
  unsaved.delete(key);
  known.set(key, null);
  if (saved(key) !== null) localStorage.removeItem(key);
  saveAll();
}

/** Return whether another tab has changed a text since this one read it, and this one hasn't. */
export function isChangedElsewhere(key: string): boolean {
  return !unsaved.has(key) && saved(key) !== (known.get(key) ?? null);
}

/** Try again to save what wasn't saved, and return whether everything is. */
export function saveAll(): boolean {
  for (const [key, text] of unsaved) {
    if (!isOutdated(key) && trySave(key, text)) unsaved.delete(key);
  }
  const problem = unsaved.size === 0 ? "" : [...unsaved.keys()].some(isOutdated) ? CHANGED : FULL;
  const shown = byId("unsaved");
  if (shown.textContent !== problem) shown.textContent = problem; // else a screen reader would read it again
  return unsaved.size === 0;
}

/** Return whether saving a text would replace one that this tab doesn't know. */
function isOutdated(key: string): boolean {
  return ![null, known.get(key)].includes(saved(key));
}

function trySave(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
  } catch {
    return false;
  }
  known.set(key, text);
  return true;
}

function saved(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // the browser is set to keep nothing
  }
}
