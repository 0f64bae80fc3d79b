/** Answers as a zip that unpacks into the folder `answers/` of a course, and back. */

import { strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import type { Exercise, Files } from "../protocol.js";
import { isStarted, load, slug } from "./answers.js";

const LARGEST = 1_000_000; // bytes of a file; a suite has a few thousand
const LEFT_OUT = /^$|^\.|^__pycache__$|^__MACOSX$|\.pyc$|\.kept-|\.new$/; // folders, and names as in a terminal

/** The suites in a zip by exercise, and the paths of files that belong to one, but can't be taken. */
export interface Unpacked {
  suites: Map<Exercise, Files>;
  refused: string[];
}

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
 * Return the suites in a zip; the folders may be in another one, such as `answers/`.
 *
 * Throws an error if it isn't a zip, or has two folders for one exercise.
 */
export function unpack(zip: Uint8Array, exercises: Exercise[]): Unpacked {
  const suites = new Map<Exercise, Files>();
  const folders = new Map<Exercise, string>();
  const refused: string[] = [];
  const entries = unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      if (!isPart(name, exercises)) return false;
      if (originalSize > LARGEST) refused.push(name);
      return originalSize <= LARGEST;
    },
  });
  for (const [path, contents] of Object.entries(entries)) {
    const { exercise, folder, name } = placeOf(path, exercises)!;
    const text = decode(contents);
    if (text === undefined) {
      refused.push(path);
      continue;
    }
    const before = folders.get(exercise) ?? folder;
    if (before !== folder) throw new Error(`it has two folders for ${exercise.title}, ${before} and ${folder}`);
    folders.set(exercise, folder);
    suites.set(exercise, { ...suites.get(exercise), [name]: text });
  }
  return { suites, refused };
}

function isPart(path: string, exercises: Exercise[]): boolean {
  return !parts(path).some((part) => LEFT_OUT.test(part)) && Boolean(placeOf(path, exercises)?.name);
}

/** Return where a path belongs: to the exercise of its first folder that has the name of one. */
function placeOf(path: string, exercises: Exercise[]): { exercise: Exercise; folder: string; name: string } | undefined {
  const names = parts(path);
  const find = (part: string) => exercises.find((each) => slug(each) === slug({ name: part }));
  const place = names.findIndex(find);
  const exercise = find(names[place] ?? "");
  return (
    exercise && { exercise, folder: names.slice(0, place + 1).join("/"), name: names.slice(place + 1).join("/") }
  );
}

/** Return the parts of a path; Windows PowerShell 5.1 writes backslashes, and `tar` a dot for the current folder. */
function parts(path: string): string[] {
  return path
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== ".");
}

/** Return a text, undefined if it isn't one in UTF-8. */
function decode(contents: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(contents);
  } catch {
    return undefined;
  }
}
