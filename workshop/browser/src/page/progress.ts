/** What a check does at the moment. */

const LONG = 1000; // milliseconds; names that come and go would flicker

/** Tells which test takes long, on any of several workers. */
export class Progress<Worker> {
  readonly #tell: (slow: string) => void;
  readonly #slow = new Map<Worker, string>();
  readonly #timers = new Map<Worker, number>();
  #told: string | undefined;

  /** `tell` is called with a test that has been running for a second, or "" if there's none, when that changes. */
  constructor(tell: (slow: string) => void) {
    this.#tell = tell;
  }

  /** A worker begins a test, or something else, which is "". */
  begin(worker: Worker, test: string): void {
    this.#stop(worker);
    if (test) this.#timers.set(worker, setTimeout(() => this.#name(worker, test), LONG));
    this.#show();
  }

  /** Tell nothing any more. */
  end(): void {
    for (const worker of this.#timers.keys()) this.#stop(worker);
  }

  #stop(worker: Worker): void {
    clearTimeout(this.#timers.get(worker));
    this.#slow.delete(worker);
  }

  #name(worker: Worker, test: string): void {
    this.#slow.set(worker, test);
    this.#show();
  }

  #show(): void {
    const [first = ""] = this.#slow.values();
    if (first !== this.#told) this.#tell((this.#told = first));
  }
}
