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

/** The earlier steps of a check by their index: what the judge reported, or how a step was ended. */
export type Log = Record<number, string>;

/** What the page asks of the judge. */
export type Request =
  | { kind: "check"; name: string; files: Files; seed: number; log: Log }
  | { kind: "hint"; name: string; verdict: Verdict; given: Record<string, number> };

/** What the judge reports; all times are in seconds. */
export type Report =
  | { kind: "ready" }
  | { kind: "started"; index: number; timeout: number; test: string }
  | { kind: "finished"; index: number; events: string }
  | { kind: "answer"; json: string }
  | { kind: "failed"; message: string };
