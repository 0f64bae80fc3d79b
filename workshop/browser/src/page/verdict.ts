/** Shows a verdict: the terminal's text, and below it what can be opened. */

import type { Exercise, Verdict } from "../protocol.js";
import { fromAnsi } from "./ansi.js";
import { slug } from "./answers.js";
import { showDiff } from "./diff.js";
import { make } from "./dom.js";

/** Return the elements of a verdict. */
export function showVerdict(verdict: Verdict, exercises: Exercise[]): HTMLElement[] {
  const parts = [make("pre", fromAnsi(verdict.text.trimEnd()), { class: "terminal" })];
  const diffs = Object.entries(verdict.diffs).map(([name, diff]) => fold(name, showDiff(diff)));
  if (diffs.length) parts.push(make("h2", ["What the killed mutants changed"]), ...diffs);
  if (verdict.solution) {
    parts.push(make("h2", ["A model suite"]), fold("Show it", make("pre", [verdict.solution])));
  }
  const next = exercises.find((each) => each.name === verdict.next);
  if (next && verdict.is_done) {
    parts.push(make("p", ["Next is ", make("a", [next.title], { href: `#${slug(next)}` }), "."]));
  }
  return parts;
}

function fold(title: string, contents: HTMLElement): HTMLElement {
  return make("details", [make("summary", [title]), contents]);
}
