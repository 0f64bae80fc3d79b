/** A worker with Python in it. */

import type { Report, Request } from "../protocol.js";

// A worker that's a file of the site has no policy; one whose code the page makes has the policy of the page.
// The service worker of a Firefox sees only what it imports while it runs.
const ADDRESS = JSON.stringify(new URL("judge.js", location.href).href);
const CODE = `import(${ADDRESS}).catch((error) => postMessage({ kind: "failed", message: \`\${error}\` }));`;
const JUDGE = URL.createObjectURL(new Blob([CODE], { type: "text/javascript" }));

/** A worker that is `ready` once everything is imported; then it takes a request at a time, until it fails. */
export class PythonWorker {
  #worker: Worker | undefined;
  readonly ready: Promise<void>;
  state: "starting" | "ready" | "failed" = "starting";
  #isEnded = false;
  /** Called with each report. */
  onreport: (report: Report) => void = () => {};

  /** Python starts once everything is `installed`. */
  constructor(installed: Promise<void>) {
    this.ready = installed.then(() => this.#start());
    this.ready.catch(() => {}); // whoever asks for something hears of it
  }

  ask(request: Request): void {
    this.#worker?.postMessage(request);
  }

  end(): void {
    this.#isEnded = true;
    this.#worker?.terminate();
  }

  #start(): Promise<void> {
    if (this.#isEnded) throw new Error("Python was stopped before it started");
    const worker = new Worker(JUDGE, { type: "module" });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      const receive = (report: Report): void => {
        if (report.kind === "ready" || report.kind === "failed") this.state = report.kind;
        if (report.kind === "ready") resolve();
        if (report.kind === "failed") reject(new Error(report.message));
        this.onreport(report);
      };
      worker.onmessage = ({ data }: MessageEvent<Report>) => receive(data);
      worker.onerror = ({ message }) => receive({ kind: "failed", message });
    });
  }
}
