/** Judges in workers: holds the limit of each step, ends a worker that exceeds it, and goes on in a warm spare. */

import type { Files, Hint, Log, Request, Verdict } from "../protocol.js";
import { limit } from "./limit.js";
import { PythonWorker } from "./python-worker.js";

/** How a step ends that its worker doesn't survive, as `workshop.page` spells it in a log. */
type Loss = "timed out" | "crashed";

/** What a request throws after *Stop*. */
export class Stopped extends Error {}

/** The judge of the page; it takes a request at a time. */
export class Judge {
  readonly #installed: Promise<void>;
  #worker: PythonWorker;
  #spare: PythonWorker | undefined;
  #isChecking = false;
  /** Stop the request, if there is one. */
  stop: () => void = () => {};

  /** Python starts once everything is `installed`. */
  constructor(installed: Promise<void>) {
    this.#installed = installed;
    this.#worker = new PythonWorker(installed);
    void this.#prepareSpare();
  }

  /** Whether a request can begin at once. */
  get isReady(): boolean {
    return this.#worker.state === "ready";
  }

  /** Return the verdict on a suite; `started` is called with the name of each test that runs. */
  async check(name: string, files: Files, started: (test: string) => void): Promise<Verdict> {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0]!;
    const log: Log = {};
    this.#isChecking = true;
    try {
      for (;;) {
        const json = await this.#ask({ kind: "check", name, files, seed, log }, log, started);
        if (json !== undefined) return JSON.parse(json) as Verdict;
      }
    } finally {
      this.#isChecking = false;
      void this.#prepareSpare();
    }
  }

  /** Return the next hint. */
  async hint(request: Omit<Extract<Request, { kind: "hint" }>, "kind">): Promise<Hint> {
    return JSON.parse((await this.#ask({ kind: "hint", ...request }, {}, () => {}))!) as Hint;
  }

  /** Return the answer to a request, or undefined if its worker was lost in a step, which is then in the log. */
  #ask(request: Request, log: Log, started: (test: string) => void): Promise<string | undefined> {
    if (this.#worker.state === "failed") this.#replace();
    const worker = this.#worker;
    const answer = new Promise<string | undefined>((resolve, reject) => {
      let alarm: number | undefined;
      let running: number | undefined;
      const lose = (loss: Loss): void => {
        log[running!] = loss;
        this.#replace();
        resolve(undefined);
      };
      this.stop = () => {
        clearInterval(alarm);
        this.#replace();
        reject(new Stopped());
      };
      worker.onreport = (report) => {
        clearInterval(alarm);
        if (report.kind === "started") {
          running = report.index;
          alarm = limit(report.timeout, () => lose("timed out"));
          started(report.test);
        } else if (report.kind === "finished") {
          log[report.index] = report.events;
          running = undefined;
        } else if (report.kind === "answer") {
          resolve(report.json);
        } else if (report.kind === "failed" && running !== undefined) {
          lose("crashed");
        } else if (report.kind === "failed") {
          reject(new Error(report.message));
        }
      };
      worker.ready.then(() => worker.ask(request), reject);
    });
    return answer.finally(() => {
      this.stop = () => {};
    });
  }

  #replace(): void {
    this.#worker.onreport = () => {};
    this.#worker.end();
    this.#worker = this.#spare && this.#spare.state !== "failed" ? this.#spare : new PythonWorker(this.#installed);
    this.#spare = undefined;
    void this.#prepareSpare();
  }

  /** Start a spare, but not while the worker itself starts or checks: that would take twice as long. */
  async #prepareSpare(): Promise<void> {
    const worker = this.#worker;
    await worker.ready.catch(() => {});
    if (worker === this.#worker && !this.#isChecking) this.#spare ??= new PythonWorker(this.#installed);
  }
}
