/** The page: shows the list of exercises or, as the part of the address after # says, one of them. */

import type { Exercise } from "../protocol.js";
import { slug } from "./answers.js";
import { byId } from "./dom.js";
import { ExerciseView } from "./exercise.js";
import { Judge } from "./judge.js";
import { showList, startArchive } from "./list.js";
import { saveAll } from "./store.js";

const exercises = (await (await fetch("course.json")).json()) as Exercise[];
const view = new ExerciseView(exercises, new Judge(keepOffline()));
startArchive(exercises);
addEventListener("hashchange", turn);
addEventListener("storage", refresh);
addEventListener("pageshow", ({ persisted }) => persisted && refresh());
addEventListener("pagehide", () => view.save());
addEventListener("beforeunload", (event) => {
  view.save();
  if (!saveAll()) event.preventDefault(); // the browser asks first
});
show();

function wanted(): Exercise | undefined {
  return exercises.find((each) => `#${slug(each)}` === location.hash);
}

/** Show another view from its top, where a keyboard and a screen reader begin too. */
function turn(): void {
  show();
  scrollTo(0, 0);
  const heading = document.querySelector<HTMLElement>("main:not([hidden]) h1")!;
  heading.tabIndex = -1;
  heading.focus();
}

/** Show what another tab has changed. */
function refresh(): void {
  if (wanted()) view.refresh();
  else showList(exercises);
}

function show(): void {
  const exercise = wanted();
  view.leave();
  byId("list").hidden = exercise !== undefined;
  byId("exercise").hidden = exercise === undefined;
  document.title = exercise ? `${exercise.title} · Workshop` : "Workshop";
  if (exercise) view.show(exercise);
  else showList(exercises);
}

/**
 * Let the service worker download everything before Python starts, so that nothing is downloaded twice.
 *
 * Once it's activated, it has claimed the page. It's redundant if it can't keep everything, as without space: then the
 * page does without it.
 */
async function keepOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("offline.js").catch(() => null);
  const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
  while (worker && worker.state !== "activated" && worker.state !== "redundant") {
    await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
  }
}
