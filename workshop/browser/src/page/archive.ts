/** Answers as a zip that unpacks into the folder `answers/` of a course, and back. */

import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import type { Exercise, Files } from "../protocol.js";
import { isStarted, load, slug } from "./answers.js";

const LARGEST = 1_000_000; // bytes of a file; a suite has a few thousand

/** Return a zip with a folder for each exercise that the learner has started. */
export function pack(exercises: Exercise[]): Uint8Array<ArrayBuffer> {
  const folders: Zippable = {};
  for (const exercise of exercises.filter(isStarted)) {
    for (const [name, text] of Object.entries(load(exercise).files)) {
      folders[`${exercise.name}/${name}`] = strToU8(text);
    }
  }
  return zipSync(folders) as Uint8Array<ArrayBuffer>;
}

/**
 * Return the suites in a zip by exercise; the folders may be in another one, such as `answers/`.
 *
 * Throws an error if it isn't a zip.
 */
export function unpack(zip: Uint8Array, exercises: Exercise[]): Map<Exercise, Files> {
  const found = new Map<Exercise, Files>();
  const isSource = (name: string) => name.endsWith(".py") && !name.startsWith("__MACOSX/"); // which macOS adds
  const entries = unzipSync(zip, { filter: (file) => isSource(file.name) && file.originalSize <= LARGEST });
  for (const [path, contents] of Object.entries(entries)) {
    const parts = path.split("/");
    const place = parts.findIndex((part) => exercises.some((each) => slug(each) === slug({ name: part })));
    const exercise = exercises.find((each) => slug(each) === slug({ name: parts[place] ?? "" }));
    if (exercise) {
      found.set(exercise, { ...found.get(exercise), [parts.slice(place + 1).join("/")]: strFromU8(contents) });
    }
  }
  return found;
}
