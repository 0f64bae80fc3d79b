/** What the page and the judge in its worker tell each other; the Python side is `workshop.page`. */

/** The files of a suite by name. */
export type Files = Record<string, string>;

/** An exercise, as the build found it. */
export interface Exercise {
  name: string; // with its number, such as `01-first-tests`
  title: string;
  technique: string;
  minutes: number;
  story: string; // HTML
  start: Files;
  programs: Files;
  mutants: number; // how many it has
  digest: string; // changes when what judges its answers does
  runs_here: boolean;
  reason: string; // why it doesn't run here
  commands: string[]; // for a terminal
}

/** A verdict; `text` is what a terminal shows, with its colors as ANSI codes. */
export interface Verdict {
  text: string;
  is_done: boolean;
  to_fix?: string; // what to fix before anything else, empty for nothing; verdicts of earlier versions lack it
  killed: string[];
  survived: string[];
  conclusion: string;
  diffs: Record<string, string>; // of the killed mutants, by name
  solution: string; // empty until the exercise is done
  next: string; // the name of the exercise to do next, empty for none
}

/** A hint, as a terminal shows it, and how many hints about each topic have then been given. */
export interface Hint {
  text: string;
  given: Record<string, number>;
}

/** The runs of a check by their number, each with its steps: what Python reported, or how a step was ended. */
export type Log = Record<number, string[]>;

/** A suite on its way to its verdict. */
export interface Check {
  name: string; // of the exercise
  files: Files;
  seed: number; // of its own
  log: Log;
}

/** What the page asks of the judge; the answer to a check is a verdict, or the runs that it needs first. */
export type Request =
  | { kind: "check"; check: Check }
  | { kind: "run"; check: Check; run: number }
  | { kind: "hint"; name: string; verdict: Verdict; given: Record<string, number> };

/** What the judge reports, in messages of one or more; all times are in seconds. */
export type Report =
  | { kind: "ready" }
  | { kind: "started"; step: number; timeout: number; test: string }
  | { kind: "finished"; step: number; events: string }
  | { kind: "answer"; json: string }
  | { kind: "failed"; message: string };
