import { useCallback, useEffect, useRef, useState } from 'react';

export type WriteQueue<Step> = {
  /** Steps that are still under way, in the order in which they were made. */
  pending: readonly Step[];
  saving: boolean;
  error?: Error;
  dismissError: () => void;
  write: (step: Step) => void;
  /** Whether nothing is under way at this moment, said without waiting for a render. */
  isIdle: () => boolean;
};

/**
 * Writes one after another in the order in which they were made, while the page
 * shows them as done. One that fails leaves the queue and is said in `error`.
 */
export function useWriteQueue<Step>(how: {
  send: (step: Step) => Promise<void>;
  /** Called once nothing is left to write. */
  onIdle: () => void;
}): WriteQueue<Step> {
  const [pending, setPending] = useState<readonly Step[]>([]);
  const [error, setError] = useState<Error>();
  const queue = useRef<Promise<void>>(Promise.resolve());
  const waiting = useRef(0);
  const latest = useRef(how);
  latest.current = how;

  const saving = pending.length > 0;
  useEffect(() => {
    if (!saving) return undefined;
    // The browser asks before it drops what is still on its way.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [saving]);

  const write = useCallback((step: Step) => {
    waiting.current += 1;
    setError(undefined);
    setPending(before => [...before, step]);
    queue.current = queue.current.then(async () => {
      try {
        await latest.current.send(step);
      } catch (cause) {
        setError(cause instanceof Error ? cause : new Error(String(cause)));
      }
      waiting.current -= 1;
      setPending(before => before.filter(each => each !== step));
      if (waiting.current === 0) latest.current.onIdle();
    });
  }, []);
  const dismissError = useCallback(() => setError(undefined), []);
  const isIdle = useCallback(() => waiting.current === 0, []);
  return { pending, saving, error, dismissError, write, isIdle };
}
