/** The service worker: keeps every file of the page, so that it also works without a network. */

declare const FILES: string[]; // everything of the page, from the build
declare const VERSION: string; // of their contents

const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = `workshop ${worker.registration.scope} `; // another site may have the same origin
const CACHE = `${PREFIX}${VERSION}`;

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(replaceOld()));
worker.addEventListener("fetch", (event) => event.respondWith(fromCache(event.request)));

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
}

async function replaceOld(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromCache(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}
