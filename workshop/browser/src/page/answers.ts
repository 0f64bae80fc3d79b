/** The learner's answers and progress, which the browser keeps. A newer version of an exercise finds them again. */

import type { Exercise, Files, Verdict } from "../protocol.js";

const PREFIX = "workshop/";

/** What is kept of an exercise: the files, the last verdict with the files that it judged, and the hints given. */
export interface Answer {
  files: Files;
  judged?: { files: Files; verdict: Verdict };
  given?: Record<string, number>;
}

/** Return the name of an exercise without its number, which may change from one version to the next. */
export function slug(exercise: { name: string }): string {
  return exercise.name.replace(/^\d+-/, "");
}

/** Return what is kept of an exercise, or its start. */
export function load(exercise: Exercise): Answer {
  const kept = localStorage.getItem(PREFIX + slug(exercise));
  return kept ? (JSON.parse(kept) as Answer) : { files: exercise.start };
}

/** Keep an answer; throws if the browser has no room or keeps nothing. */
export function save(exercise: Exercise, answer: Answer): void {
  localStorage.setItem(PREFIX + slug(exercise), JSON.stringify(answer));
}

/** Forget an answer, so that the exercise begins again. */
export function forget(exercise: Exercise): void {
  localStorage.removeItem(PREFIX + slug(exercise));
}

/** Return whether an answer is kept. */
export function isStarted(exercise: Exercise): boolean {
  return localStorage.getItem(PREFIX + slug(exercise)) !== null;
}

/** Return how far the learner is, in the words of `workshop list`. */
export function state(exercise: Exercise): string {
  if (!exercise.runs_here) return "in a terminal";
  if (!isStarted(exercise)) return "not started";
  const { files, judged } = load(exercise);
  if (!judged || !areEqual(files, judged.files)) return "changed since the last check";
  const { is_done, killed, survived } = judged.verdict;
  return is_done ? "done" : `${killed.length} of ${killed.length + survived.length} killed`;
}

/** Return whether two suites have the same files with the same text. */
export function areEqual(one: Files, other: Files): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
