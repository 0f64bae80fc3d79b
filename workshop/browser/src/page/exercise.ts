/** The view of one exercise: its story, the editor and the verdict. */

import type { Exercise } from "../protocol.js";
import { fromAnsi } from "./ansi.js";
import { type Answer, forget, isChangedElsewhere, isJudged, load, save } from "./answers.js";
import { ask, withdraw } from "./ask.js";
import { byId, make } from "./dom.js";
import { Editor } from "./editor.js";
import { type Judge, Stopped } from "./judge.js";
import { showVerdict } from "./verdict.js";

const PAUSE = 300; // milliseconds without a key until an answer is saved

/** Shows one exercise at a time, and does what its buttons say. */
export class ExerciseView {
  readonly #exercises: Exercise[];
  readonly #judge: Judge;
  readonly #editor: Editor;
  readonly #files = byId<HTMLSelectElement>("file");
  #exercise: Exercise;
  #answer: Answer;
  #saveTimer: number | undefined; // while there's something that was typed and isn't saved yet
  #isBusy = false;

  constructor(exercises: Exercise[], judge: Judge) {
    this.#exercises = exercises;
    this.#judge = judge;
    this.#exercise = exercises[0]!;
    this.#answer = load(this.#exercise);
    this.#editor = new Editor(byId("editor"), () => void this.#check(), () => this.#saveSoon());
    this.#files.addEventListener("change", () => {
      this.save();
      this.#showFile();
    });
    const modifier = /Mac|iP(hone|ad|od)/.test(navigator.platform) ? "Meta" : "Control"; // as in the editor
    byId("check").setAttribute("aria-keyshortcuts", `${modifier}+Enter`);
    byId("check").addEventListener("click", () => void this.#check());
    byId("stop").addEventListener("click", () => this.#judge.stop());
    byId("hint").addEventListener("click", () => void this.#hint());
    byId("reset").addEventListener("click", () => void this.#reset());
  }

  /** Show an exercise with the learner's answer and its last verdict. */
  show(exercise: Exercise): void {
    this.#exercise = exercise;
    this.#answer = load(exercise);
    byId("story").innerHTML = exercise.story; // from the build
    byId("story").scrollTop = 0;
    for (const [name, text] of Object.entries(exercise.programs)) {
      const program = make("details", [make("summary", [`The program: ${name}`]), make("pre", [text])]);
      byId("story").append(program);
    }
    byId("work").hidden = !exercise.runs_here;
    byId("elsewhere").hidden = exercise.runs_here;
    byId("reason").textContent = exercise.reason;
    byId("commands").textContent = exercise.commands.join("\n");
    this.#showAnswer();
  }

  /** Save what was typed, stop judging and withdraw a question, before something else is shown. */
  leave(): void {
    withdraw();
    this.#judge.stop();
    this.save();
  }

  /** Show the answer again if another tab has changed it, unless something else was just typed here. */
  refresh(): void {
    if (this.#saveTimer !== undefined || !isChangedElsewhere(this.#exercise)) return;
    this.#judge.stop();
    this.#answer = load(this.#exercise);
    this.#showAnswer();
  }

  /** Save what was typed. */
  save(): void {
    if (this.#saveTimer === undefined) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    const { file, text } = this.#editor;
    if (this.#answer.files[file] === text) return;
    this.#answer.files = { ...this.#answer.files, [file]: text };
    save(this.#exercise, this.#answer);
  }

  #showAnswer(): void {
    const names = Object.keys(this.#answer.files);
    this.#files.replaceChildren(...names.map((name) => make("option", [name])));
    this.#files.value = names.find((name) => name in this.#exercise.start) ?? names[0]!;
    this.#files.hidden = names.length === 1;
    byId("file-name").textContent = names.length === 1 ? names[0]! : "";
    this.#showFile();
    const judged = this.#answer.judged;
    const verdict = judged?.digest === this.#exercise.digest ? judged.verdict : undefined;
    byId("result").replaceChildren(...(verdict ? showVerdict(verdict, this.#exercises) : []));
    byId("hints").replaceChildren();
    this.#tell("");
  }

  #showFile(): void {
    this.#editor.show(this.#files.value, this.#answer.files[this.#files.value] ?? "");
  }

  #saveSoon(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.save(), PAUSE);
  }

  async #check(): Promise<void> {
    this.save();
    const [exercise, answer, files] = [this.#exercise, this.#answer, this.#answer.files];
    await this.#run(async () => {
      const verdict = await this.#judge.check(exercise.name, files, (slow) => this.#showTest(slow));
      answer.judged = { files, digest: exercise.digest, verdict };
      save(exercise, answer);
      byId("hints").replaceChildren();
      byId("result").replaceChildren(...showVerdict(verdict, this.#exercises));
      byId("result").scrollTop = 0;
      this.#tell(`${verdict.killed.length} of ${exercise.mutants} mutants killed. ${verdict.conclusion}`);
    });
  }

  async #hint(): Promise<void> {
    this.save();
    const [exercise, answer] = [this.#exercise, this.#answer];
    if (!isJudged(exercise, answer)) await this.#check();
    const verdict = answer.judged?.verdict;
    if (!verdict || answer !== this.#answer || !isJudged(exercise, answer)) return; // it was stopped, or something else is shown
    await this.#run(async () => {
      const hint = await this.#judge.hint({ name: exercise.name, verdict, given: answer.given ?? {} });
      answer.given = hint.given;
      save(exercise, answer);
      byId("hints").replaceChildren(make("pre", fromAnsi(hint.text.trimEnd())));
    });
  }

  async #reset(): Promise<void> {
    const exercise = this.#exercise;
    const question = `Start ${exercise.title} over? Your tests for it will be deleted.`;
    if (this.#isBusy || !(await ask(question, "Start over")) || exercise !== this.#exercise) return;
    forget(exercise);
    this.#answer = load(exercise);
    this.#showAnswer();
  }

  /** Do something with the judge, while only *Stop* works. */
  async #run(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    const answer = this.#answer;
    this.#setBusy(true);
    this.#showProgress(this.#judge.isReady ? "" : "Starting Python, which takes a few seconds");
    try {
      await work();
    } catch (error) {
      if (answer !== this.#answer) return; // something else is shown
      this.#tell(error instanceof Stopped ? "Stopped." : `Your tests couldn't be judged. ${lastLine(error)}`);
    } finally {
      this.#showProgress("");
      this.#setBusy(false);
    }
  }

  #showTest(slow: string): void {
    this.#showProgress(slow ? `Still running ${slow}` : "Running your tests");
  }

  #showProgress(doing: string): void {
    byId("progress").textContent = doing;
  }

  #setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    if (isBusy) this.#tell("");
    if (document.activeElement === byId("stop")) byId("check").focus(); // it disappears
    byId("stop").hidden = !isBusy;
    for (const id of ["check", "hint", "reset"]) byId(id).ariaDisabled = `${isBusy}`; // but they keep the focus
  }

  #tell(news: string): void {
    byId("news").textContent = news;
  }
}

/** Return what an error says; those of Python end with it. */
function lastLine(error: unknown): string {
  return `${error}`.trim().split("\n").at(-1)!;
}
