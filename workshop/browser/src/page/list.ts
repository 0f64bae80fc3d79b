/** The list of exercises, each with its state, and the answers as a zip. */

import type { Exercise } from "../protocol.js";
import { areEqual, isStarted, load, save, slug, state } from "./answers.js";
import { pack, unpack } from "./archive.js";
import { ask } from "./ask.js";
import { byId, make } from "./dom.js";

/** Show the list, with the current states. */
export function showList(exercises: Exercise[]): void {
  const rows = exercises.map((exercise) => {
    const link = make("a", [exercise.title], { href: `#${slug(exercise)}` });
    const about = make("span", [`${exercise.technique}, ${exercise.minutes} minutes`], { class: "small" });
    const found = state(exercise);
    return make("li", [link, about, make("span", [found], { class: found === "done" ? "state done" : "state" })]);
  });
  byId("exercises").replaceChildren(...rows);
}

/** Make the buttons below the list work. */
export function startArchive(exercises: Exercise[]): void {
  const input = byId<HTMLInputElement>("zip");
  byId("download").addEventListener("click", () => download(pack(exercises)));
  byId("open").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (file) byId("archive-news").textContent = await open(new Uint8Array(await file.arrayBuffer()), exercises);
    input.value = ""; // so that the same file can be opened again
    showList(exercises);
  });
}

function download(zip: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([zip], { type: "application/zip" }));
  make("a", [], { href: url, download: "answers.zip" }).click();
  URL.revokeObjectURL(url);
}

/** Keep the answers in a zip, and return what to tell the learner. */
async function open(zip: Uint8Array, exercises: Exercise[]): Promise<string> {
  try {
    const { suites: found, refused } = unpack(zip, exercises);
    const isReplaced = (each: Exercise) => isStarted(each) && !areEqual(load(each).files, found.get(each)!);
    const replaced = [...found.keys()].filter(isReplaced);
    const question = `Replace your tests for ${replaced.map((each) => each.title).join(", ")}?`;
    if (replaced.length && !(await ask(question, "Replace them"))) return "Nothing was opened.";
    for (const [exercise, files] of found) save(exercise, { ...load(exercise), files });
    const titles = [...found.keys()].map((exercise) => exercise.title);
    return [
      titles.length ? `Opened ${titles.join(", ")}.` : "This zip has no tests in a folder with the name of an exercise.",
      ...(refused.length ? [`Left out ${refused.join(", ")}: that's no text in UTF-8, or too large.`] : []),
    ].join(" ");
  } catch (error) {
    return `This file can't be opened: ${error instanceof Error ? error.message : error}.`;
  }
}
