// Judges suites as the page does, under Node: node parity.mjs PACKAGES, with a JSON list of suites on standard input.
//
// PACKAGES is an archive of what Python imports. Each suite has the name of its `exercise` and its `files`. The verdicts
// are printed in the same order, each on a line.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { loadPyodide } from "pyodide";

const SITE_PACKAGES = "/lib/python3.14/site-packages";
const SEED = 1;
const WORKERS = 2; // that share the runs of a suite, as on the page
const LANES = Math.max(1, Math.floor(availableParallelism() / WORKERS)); // suites that are judged at once
const MOST_WAITING = 30; // times its limit that a step may take, whatever it waits for

if (isMainThread) await judgeAll(JSON.parse(readFileSync(0, "utf8")));
else serve();

// Judges all suites, with as many workers at once as there are cores.
async function judgeAll(suites) {
  const waiting = [];
  const verdicts = suites.map((suite) => new Promise((resolve) => waiting.push({ suite, resolve })));
  for (let lane = 0; lane < LANES; lane++) judgeNext(waiting);
  for (const verdict of verdicts) console.log(await verdict);
  process.stdout.write("", () => process.exit()); // once everything is written, however slow the reader is
}

async function judgeNext(waiting) {
  const workers = Array.from({ length: WORKERS }, start);
  for (let next; (next = waiting.shift()); ) next.resolve(await judge(workers, next.suite));
}

// Returns the verdict on a suite: each worker does every second run.
async function judge(workers, suite) {
  const check = { ...suite, id: randomUUID(), log: {} };
  for (;;) {
    const answer = await ask(workers[0], { check });
    const { runs } = JSON.parse(answer);
    if (!runs) return answer;
    const shares = workers.map((_, index) => runs.filter((_, number) => number % WORKERS === index));
    await Promise.all(shares.map((share, index) => doRuns(workers, index, check, share)));
  }
}

async function doRuns(workers, index, check, share) {
  for (const run of share) {
    check.log[run] = [];
    while ((await ask(workers[index], { check, run })) === undefined) workers[index] = start();
  }
}

function start() {
  return new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
}

// Returns the answer to a request, or nothing if a step had to be ended, which is then in the log.
function ask(worker, request) {
  return new Promise((resolve) => {
    const steps = request.check.log[request.run];
    let running, alarm;
    const end = (how) => {
      clearInterval(alarm);
      worker.removeAllListeners();
      worker.terminate();
      steps[running] = how;
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
      } else if (kind === "finished") steps[step] = value;
      else resolve(value);
    });
    worker.postMessage(request);
  });
}

// Returns a function that says whether these seconds have passed, not counting those in which the workers wait for a core.
function stopwatch(seconds) {
  const [used, began] = [process.cpuUsage(), performance.now()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return (user + system) / 1e6 > seconds * LANES * WORKERS || (performance.now() - began) / 1e3 > seconds * MOST_WAITING;
  };
}

// Answers one request after another in this worker.
function serve() {
  const loading = load();
  const report = (kind) => (step, value) => parentPort.postMessage({ kind, step, value });
  let latest;
  parentPort.on("message", async ({ check: { exercise, files, id, log }, run }) => {
    const page = await loading;
    if (latest?.id !== id) {
      latest?.check.close();
      latest = { id, check: page.Check(exercise, JSON.stringify(files), SEED) };
    }
    const { check } = latest;
    if (run === undefined) return report("answer")(-1, check.go_on(JSON.stringify(log)));
    if (!check.is_missing(run)) check.go_on(JSON.stringify(log));
    check.do(run, JSON.stringify(log[run]), report("started"), report("finished"));
    report("answer")(-1, "");
  });
}

async function load() {
  const python = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
  python.unpackArchive(new Uint8Array(readFileSync(process.argv[2])), "gztar", { extractDir: SITE_PACKAGES });
  const page = python.pyimport("workshop.page");
  page.warm_up();
  return page;
}
