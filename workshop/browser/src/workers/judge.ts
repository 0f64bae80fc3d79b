/** The worker that judges: Python, and in it the workshop. It answers a request at a time, and reports each step. */

import { loadPyodide } from "pyodide";
import type { Report, Request } from "../protocol.js";

const SITE_PACKAGES = "/lib/python3.14/site-packages";
const ENVIRONMENT = { HOME: "/home/pyodide", PYTHONHASHSEED: "0" }; // sets have the same order in a spare

function report(message: Report): void {
  postMessage(message);
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

function answer(workshop: Awaited<typeof judge>, request: Request): string {
  if (request.kind === "hint") {
    return workshop.hint(request.name, JSON.stringify(request.verdict), JSON.stringify(request.given));
  }
  const started = (index: number, timeout: number, test: string) => report({ kind: "started", index, timeout, test });
  const finished = (index: number, events: string) => report({ kind: "finished", index, events });
  const [files, log] = [JSON.stringify(request.files), JSON.stringify(request.log)];
  return workshop.check(request.name, files, request.seed, log, started, finished);
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
