/** Judges in two workers: they share the runs of a check, and each takes over what the other is lost in. */

import type { Check, Files, Hint, Request, Verdict } from "../protocol.js";
import { Progress } from "./progress.js";
import { Lost, PythonWorker } from "./python-worker.js";

const WORKERS = 2;
const AT_ONCE = Math.min(WORKERS, navigator.hardwareConcurrency || 1); // runs
const GRACE = 1000; // milliseconds after *Stop* in which a worker may end its run: another would take longer to start

/** What a request throws after *Stop*. */
export class Stopped extends Error {}

/** The judge of the page; it takes a request at a time. */
export class Judge {
  readonly #installed: Promise<void>;
  #workers: PythonWorker[] = [];
  #isBusy = false;
  /** Stop the request, if there is one. */
  stop: () => void = () => {};

  /** Python starts once everything is `installed`. */
  constructor(installed: Promise<void>) {
    this.#installed = installed;
    this.#start();
    void this.#prepareSpare();
  }

  /** Whether a request can begin at once. */
  get isReady(): boolean {
    return this.#ready !== undefined;
  }

  /** Return the verdict on a suite; `tell` is called with a test that takes long, or "" if none does. */
  async check(name: string, files: Files, tell: (slow: string) => void): Promise<Verdict> {
    const check: Check = { name, files, seed: crypto.getRandomValues(new Uint32Array(1))[0]!, log: {} };
    const progress = new Progress<PythonWorker>(tell);
    return this.#do(async (signal) => {
      signal.addEventListener("abort", () => progress.end());
      // The first runs are one worker's, so that a test that never ends leaves the other one.
      for (let atOnce = 1; ; atOnce = AT_ONCE) {
        const answer = JSON.parse(await this.#ask({ kind: "check", check })) as Verdict | { runs: number[] };
        if (!("runs" in answer)) return answer;
        const lanes = Array.from({ length: atOnce }, () => this.#doRuns(check, answer.runs, progress, signal));
        await Promise.all(lanes);
      }
    });
  }

  /** Return the next hint. */
  async hint(request: Omit<Extract<Request, { kind: "hint" }>, "kind">): Promise<Hint> {
    return JSON.parse(await this.#do(() => this.#ask({ kind: "hint", ...request }))) as Hint;
  }

  get #ready(): PythonWorker | undefined {
    return this.#workers.find(({ state }) => state === "ready");
  }

  /** Do some work until it's done or, with *Stop*, aborted. */
  async #do<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#workers = this.#workers.filter(({ state }) => state !== "ended");
    if (!this.#workers.length) this.#start();
    this.#isBusy = true;
    const aborting = new AbortController();
    const stopped = new Promise<never>((_, reject) => {
      this.stop = () => {
        this.#abandonRuns();
        reject(new Stopped());
      };
    });
    try {
      return await Promise.race([work(aborting.signal), stopped]);
    } finally {
      aborting.abort();
      this.stop = () => {};
      this.#isBusy = false;
      void this.#prepareSpare();
    }
  }

  async #ask(request: Request): Promise<string> {
    let worker;
    while (!(worker = this.#ready)) await this.#change();
    return worker.ask(request);
  }

  /** Do one after another of the runs that are left, each in a worker that's ready, until there are none. */
  async #doRuns(check: Check, left: number[], progress: Progress<PythonWorker>, signal: AbortSignal): Promise<void> {
    while (left.length && !signal.aborted) {
      const worker = this.#ready;
      if (!worker) {
        await this.#change();
        continue;
      }
      const run = left.shift()!;
      const steps = (check.log[run] ??= []);
      try {
        await worker.ask({ kind: "run", check, run }, (report) => {
          if (report.kind === "finished") steps[report.step] = report.events;
          else if (!signal.aborted) progress.begin(worker, report.test);
        });
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        steps[error.step] = error.how;
        left.unshift(run);
        this.#replace(worker);
      }
    }
  }

  /** Wait until a worker is ready, or ends; throws an error if all have failed. */
  async #change(): Promise<void> {
    const alive = this.#workers.filter(({ state }) => state !== "ended");
    if (!alive.length) await this.#workers[0]!.doing;
    await Promise.race(alive.map(({ doing }) => doing)).catch(() => {});
  }

  /** End the workers that don't end their runs soon. */
  #abandonRuns(): void {
    for (const worker of this.#workers.filter(({ state }) => state === "busy")) {
      const timer = setTimeout(() => this.#replace(worker), GRACE);
      void worker.doing.catch(() => {}).then(() => clearTimeout(timer));
    }
  }

  #replace(worker: PythonWorker): void {
    worker.end();
    this.#workers = this.#workers.filter((each) => each !== worker);
    if (!this.#workers.length || (this.#isBusy && AT_ONCE > 1)) this.#start();
    void this.#prepareSpare();
  }

  /** Start a spare, but not while the first worker itself starts or checks: that would take twice as long. */
  async #prepareSpare(): Promise<void> {
    const first = this.#workers[0]!;
    await first.doing.catch(() => {});
    if (first === this.#workers[0] && !this.#isBusy && this.#workers.length < WORKERS) this.#start();
  }

  #start(): void {
    this.#workers.push(new PythonWorker(this.#installed));
  }
}
