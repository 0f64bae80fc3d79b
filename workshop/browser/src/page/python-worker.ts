/** A worker with Python in it. */

import type { Report, Request } from "../protocol.js";
import { limit } from "./limit.js";

// A worker that's a file of the site has no policy; one whose code the page makes has the policy of the page.
// The service worker of a Firefox sees only what it imports while it runs.
const ADDRESS = JSON.stringify(new URL("judge.js", location.href).href);
const CODE = `import(${ADDRESS}).catch((error) => postMessage([{ kind: "failed", message: \`\${error}\` }]));`;
const JUDGE = URL.createObjectURL(new Blob([CODE], { type: "text/javascript" }));

/** A report on a step. */
export type StepReport = Extract<Report, { step: number }>;

/** What a request throws if its worker was lost in a step; `how` is spelled as in a log of `workshop.page`. */
export class Lost extends Error {
  constructor(readonly step: number, readonly how: "timed out" | "crashed") {
    super(how);
  }
}

/** A worker that is ready once everything is imported; then it takes a request at a time, until it fails. */
export class PythonWorker {
  state: "starting" | "ready" | "busy" | "ended" = "starting";
  /** Its start or its last request, with the answer; it's rejected if the worker ends first. */
  doing: Promise<string>;
  #worker: Worker | undefined;
  #alarm: number | undefined;
  #receive: (report: Report) => void = () => {};
  #reject: (error: Error) => void = () => {};

  /** Python starts once everything is `installed`. */
  constructor(installed: Promise<void>) {
    this.doing = this.#answer(() => {});
    void installed.then(() => this.#start());
  }

  /** Return the answer to a request, while each step has its limit; throws `Lost` if one exceeds it, or crashes. */
  ask(request: Request, reported: (report: StepReport) => void = () => {}): Promise<string> {
    this.state = "busy";
    this.doing = this.#answer(reported);
    this.#worker!.postMessage(request);
    return this.doing;
  }

  /** End it, whatever it does. */
  end(error: Error = new Error("Python was ended")): void {
    if (this.state === "ended") return;
    clearInterval(this.#alarm);
    this.state = "ended";
    this.#worker?.terminate();
    this.#reject(error);
  }

  #answer(reported: (report: StepReport) => void): Promise<string> {
    const answer = new Promise<string>((resolve, reject) => {
      let running: number | undefined;
      this.#reject = reject;
      this.#receive = (report) => {
        clearInterval(this.#alarm);
        if (report.kind === "started") {
          const { step } = report;
          running = step;
          this.#alarm = limit(report.timeout, () => this.end(new Lost(step, "timed out")));
          reported(report);
        } else if (report.kind === "finished") {
          running = undefined;
          reported(report);
        } else if (report.kind === "failed") {
          this.end(running === undefined ? new Error(report.message) : new Lost(running, "crashed"));
        } else {
          this.state = "ready";
          resolve(report.kind === "answer" ? report.json : "");
        }
      };
    });
    answer.catch(() => {}); // whoever asks for something hears of it
    return answer;
  }

  #start(): void {
    this.#worker = new Worker(JUDGE, { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<Report[]>) => data.forEach((report) => this.#receive(report));
    this.#worker.onerror = ({ message }) => this.#receive({ kind: "failed", message });
  }
}
