// Judges suites as the page does, under Node: node parity.mjs PACKAGES, with a JSON list of suites on standard input.
//
// PACKAGES is an archive of what Python imports. Each suite has the name of its `exercise` and its `files`. The verdicts
// are printed in the same order, each on a line.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { loadPyodide } from "pyodide";

const SITE_PACKAGES = "/lib/python3.14/site-packages";
const SEED = 1;
const LANES = availableParallelism(); // suites that are judged at once
const MOST_WAITING = 30; // times its limit that a step may take, whatever it waits for

if (isMainThread) await judgeAll(JSON.parse(readFileSync(0, "utf8")));
else serve();

// Judges all suites, as many at once as there are cores.
async function judgeAll(suites) {
  const waiting = [];
  const verdicts = suites.map((suite) => new Promise((resolve) => waiting.push({ suite, resolve })));
  for (let lane = 0; lane < LANES; lane++) judgeNext(waiting);
  for (const verdict of verdicts) console.log(await verdict);
  process.stdout.write("", () => process.exit()); // once everything is written, however slow the reader is
}

async function judgeNext(waiting) {
  let worker;
  for (let next; (next = waiting.shift()); ) {
    const log = {};
    let verdict;
    while (!(verdict = await attempt((worker ??= start()), { ...next.suite, log }))) worker = undefined;
    next.resolve(verdict);
  }
}

function start() {
  return new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
}

// Returns the verdict on a suite, or nothing if a step had to be ended, which is then in the log.
function attempt(worker, suite) {
  return new Promise((resolve) => {
    let running, alarm;
    const end = (how) => {
      clearInterval(alarm);
      worker.removeAllListeners();
      worker.terminate();
      suite.log[running] = how;
      resolve();
    };
    worker.removeAllListeners();
    worker.on("error", (error) => {
      if (running === undefined) throw error;
      end("crashed");
    });
    worker.on("message", ({ kind, step, value }) => {
      clearInterval(alarm);
      running = kind === "started" ? step : undefined;
      if (kind === "started") {
        const isLate = stopwatch(value);
        alarm = setInterval(() => isLate() && end("timed out"), 500);
      } else if (kind === "finished") suite.log[step] = value;
      else resolve(value);
    });
    worker.postMessage(suite);
  });
}

// Returns a function that says whether these seconds have passed, not counting those in which the lanes wait for a core.
function stopwatch(seconds) {
  const [used, began] = [process.cpuUsage(), performance.now()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return (user + system) / 1e6 > seconds * LANES || (performance.now() - began) / 1e3 > seconds * MOST_WAITING;
  };
}

// Judges one suite after another in this worker.
function serve() {
  const loading = load();
  const report = (kind) => (step, value) => parentPort.postMessage({ kind, step, value });
  parentPort.on("message", async ({ exercise, files, log }) => {
    const page = await loading;
    const input = [exercise, JSON.stringify(files), SEED, JSON.stringify(log)];
    report("verdict")(-1, page.check(...input, report("started"), report("finished")));
  });
}

async function load() {
  const python = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
  python.unpackArchive(new Uint8Array(readFileSync(process.argv[2])), "gztar", { extractDir: SITE_PACKAGES });
  const page = python.pyimport("workshop.page");
  page.warm_up();
  return page;
}
