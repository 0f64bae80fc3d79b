/** The page: shows the list of exercises or, as the part of the address after # says, one of them. */

import type { Exercise } from "../protocol.js";
import { slug } from "./answers.js";
import { byId } from "./dom.js";
import { ExerciseView } from "./exercise.js";
import { Judge } from "./judge.js";
import { showList, startArchive } from "./list.js";

const exercises = (await (await fetch("course.json")).json()) as Exercise[];
const view = new ExerciseView(exercises, new Judge(keepOffline()));
startArchive(exercises);
addEventListener("hashchange", show);
show();

function show(): void {
  const exercise = exercises.find((each) => `#${slug(each)}` === location.hash);
  view.leave();
  byId("list").hidden = exercise !== undefined;
  byId("exercise").hidden = exercise === undefined;
  document.title = exercise ? `${exercise.title} · Workshop` : "Workshop";
  if (exercise) view.show(exercise);
  else showList(exercises);
}

/** Let the service worker download everything before Python starts, so that nothing is downloaded twice. */
async function keepOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("offline.js").then(() => navigator.serviceWorker.ready, () => null);
  const active = registration?.active;
  // Once it's activated, it has claimed the page; a worker that starts earlier would do without it.
  if (active?.state === "activating") await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
}
