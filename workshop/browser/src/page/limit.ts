/** The limit of a step. */

const TICK = 250; // milliseconds between two looks at the clock
const LONGEST_TICK = 500; // milliseconds; after more of them the page was frozen, and its worker too

/** Call `exceeded` after some seconds, unless the interval is cleared; those in which the page is frozen don't count. */
export function limit(seconds: number, exceeded: () => void): number {
  let left = seconds * 1000;
  let last = performance.now();
  const interval = setInterval(() => {
    const now = performance.now();
    left -= Math.min(now - last, LONGEST_TICK);
    last = now;
    if (left <= 0) {
      clearInterval(interval);
      exceeded();
    }
  }, TICK);
  return interval;
}
