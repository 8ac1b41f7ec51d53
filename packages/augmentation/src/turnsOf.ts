/** So long the thread is kept before others have their turn. */
const TURN_MILLIS = 50;

/**
 * Lets others have their turn where it is time for it.
 *
 * @throws the signal's reason once it is aborted
 */
export function turnsOf(signal?: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MILLIS) return;
    await new Promise(resolve => setTimeout(resolve));
    signal?.throwIfAborted();
    since = performance.now();
  };
}
