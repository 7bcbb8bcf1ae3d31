/** Milliseconds after which a frame that has not come is waited for no longer. */
const PATIENCE = 100;

let last = Promise.resolve(0);

/** Waits until everybody before has had a turn and the browser has shown it, in so many milliseconds. */
export function turn(): Promise<number> {
  return (last = last.then(shown));
}

/** Ends a task, for what comes next to be one of its own. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}

function shown(): Promise<number> {
  return new Promise((resolve) => {
    globalThis.requestAnimationFrame?.(() => {
      const begun = performance.now();
      setTimeout(() => resolve(performance.now() - begun));
    });
    // No frame comes while the page is hidden.
    setTimeout(resolve, PATIENCE, 0);
  });
}
