/** The worker that judges: Python, and in it the workshop. It answers a request at a time, and reports each step of a run. */

import { loadPyodide } from "pyodide";
import type { Check, Report, Request } from "../protocol.js";

const SITE_PACKAGES = "/lib/python3.14/site-packages";
const ENVIRONMENT = { HOME: "/home/pyodide", PYTHONHASHSEED: "0" }; // sets have the same order in a spare

let held: Report[] = []; // they go with the next one, because each message costs time

/** Post a report, with those that are held. */
function report(message: Report): void {
  postMessage([...held, message]);
  held = [];
}

async function start() {
  const [pyodide, packages] = await Promise.all([
    loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href, env: ENVIRONMENT }),
    fetch(new URL("packages.tar.gz", import.meta.url)).then((response) => response.arrayBuffer()),
  ]);
  pyodide.unpackArchive(packages, "gztar", { extractDir: SITE_PACKAGES });
  const workshop = pyodide.pyimport("workshop.page");
  workshop.warm_up();
  return workshop;
}

const judge = start();
let latest: { seed: number; python: any } | undefined; // the check that's kept from one request to the next

function answer(workshop: Awaited<typeof judge>, request: Request): string {
  if (request.kind === "hint") {
    return workshop.hint(request.name, JSON.stringify(request.verdict), JSON.stringify(request.given));
  }
  const { log } = request.check;
  const check = open(workshop, request.check);
  if (request.kind === "check") return check.go_on(JSON.stringify(log));
  if (!check.is_missing(request.run)) check.go_on(JSON.stringify(log)); // the other worker was asked so far
  const started = (step: number, timeout: number, test: string) => report({ kind: "started", step, timeout, test });
  const finished = (step: number, events: string) => held.push({ kind: "finished", step, events });
  check.do(request.run, JSON.stringify(log[request.run] ?? []), started, finished);
  return "";
}

/** Return a check as an object of Python. */
function open(workshop: Awaited<typeof judge>, { name, files, seed }: Check) {
  if (latest?.seed !== seed) {
    latest?.python.close();
    latest?.python.destroy();
    latest = { seed, python: workshop.Check(name, JSON.stringify(files), seed) };
  }
  return latest.python;
}

onmessage = async (event: MessageEvent<Request>) => {
  try {
    report({ kind: "answer", json: answer(await judge, event.data) });
  } catch (error) {
    report({ kind: "failed", message: `${error}` });
  }
};

judge.then(
  () => report({ kind: "ready" }),
  (error) => report({ kind: "failed", message: `${error}` }),
);
