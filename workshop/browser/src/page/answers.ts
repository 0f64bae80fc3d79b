/** The learner's answers and progress, which the browser keeps. A newer version of an exercise finds them again. */

import type { Exercise, Files, Verdict } from "../protocol.js";
import * as store from "./store.js";

const PREFIX = "workshop/";

/** What is kept of an exercise: the files, the last verdict with what it judged, and the hints given. */
export interface Answer {
  files: Files;
  judged?: { files: Files; digest: string; verdict: Verdict };
  given?: Record<string, number>;
}

/** Return the name of an exercise without its number, which may change from one version to the next. */
export function slug(exercise: { name: string }): string {
  return exercise.name.replace(/^\d+-/, "");
}

/** Return what is kept of an exercise, or its start. */
export function load(exercise: Exercise): Answer {
  const kept = store.read(key(exercise));
  return kept ? (JSON.parse(kept) as Answer) : { files: exercise.start };
}

/** Keep an answer, at least in this tab. */
export function save(exercise: Exercise, answer: Answer): void {
  store.write(key(exercise), JSON.stringify(answer));
}

/** Forget an answer, so that the exercise begins again. */
export function forget(exercise: Exercise): void {
  store.remove(key(exercise));
}

/** Return whether an answer is kept. */
export function isStarted(exercise: Exercise): boolean {
  return store.read(key(exercise)) !== null;
}

/** Return whether another tab has changed an answer since this one loaded it, and this one hasn't. */
export function isChangedElsewhere(exercise: Exercise): boolean {
  return store.isChangedElsewhere(key(exercise));
}

/** Return how far the learner is, in the words of `workshop list`. */
export function state(exercise: Exercise): string {
  if (!exercise.runs_here) return "in a terminal";
  if (!isStarted(exercise)) return "not started";
  const answer = load(exercise);
  if (!answer.judged) return "not checked yet";
  if (!isJudged(exercise, answer)) return "changed since the last check";
  const { is_done, killed } = answer.judged.verdict;
  return is_done ? "done" : `${killed.length} of ${exercise.mutants} killed`;
}

/** Return whether the last verdict is on the tests and the exercise as they are. */
export function isJudged(exercise: Exercise, { files, judged }: Answer): boolean {
  return judged !== undefined && judged.digest === exercise.digest && areEqual(files, judged.files);
}

/** Return whether two suites have the same files with the same text. */
export function areEqual(one: Files, other: Files): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function key(exercise: Exercise): string {
  return PREFIX + slug(exercise);
}
