import { useCallback, useEffect, useRef, useState } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  CHANNEL_ASSETS,
  CHANNEL_JOBS,
} from '@greenroom/backstage-plugin-greenroom-common';

/** What stands on the screen for one question to the API. */
export type Answer<T> =
  | { state: 'loading'; refetch: () => void }
  | { state: 'failed'; error: Error; refetch: () => void }
  | {
      state: 'ready';
      value: T;
      /** A newer answer is on its way; the value shown is the last one. */
      refreshing: boolean;
      /** The newest attempt failed; the value shown is the last good one. */
      staleBecause?: Error;
      refetch: () => void;
    };

export type AnswerOptions<T> = {
  /** True while work behind this answer runs: asks again every `pollSeconds`. */
  busy?: (value: T) => boolean;
  pollSeconds?: number;
  /** Keep showing the last answer while the next question is asked (paging). */
  keep?: boolean;
  /** What is asked about has ended and can't change: signals ask nothing anew. */
  settled?: boolean;
};

type Held<T> = {
  value?: { of: T };
  error?: Error;
  pending: boolean;
  /** What the question depended on when it was asked. */
  deps?: readonly unknown[];
};

const same = (a: readonly unknown[] = [], b: readonly unknown[]) =>
  a.length === b.length && a.every((each, index) => Object.is(each, b[index]));

/** Signals come in bursts (every progress step); one question per burst is enough. */
const BURST_MILLISECONDS = 300;

/**
 * Asks `fn` again whenever `deps` change and whenever the backend signals that
 * jobs or assets moved. The last good value stays while a refetch is under way.
 * Answers that arrive after the question changed are dropped.
 */
export function useAnswer<T>(
  fn: () => Promise<T>,
  deps: readonly unknown[],
  options: AnswerOptions<T> = {},
): Answer<T> {
  const { busy, pollSeconds = 3, keep = false, settled = false } = options;
  const [held, setHeld] = useState<Held<T>>({ pending: true });
  const question = useRef(0);
  const latestFn = useRef(fn);
  latestFn.current = fn;

  const ask = useCallback(async () => {
    question.current += 1;
    const mine = question.current;
    setHeld(before => ({ ...before, pending: true }));
    try {
      const value = await latestFn.current();
      if (mine === question.current)
        setHeld(before => ({
          value: { of: value },
          pending: false,
          deps: before.deps,
        }));
    } catch (error) {
      if (mine !== question.current) return;
      const cause = error instanceof Error ? error : new Error(String(error));
      setHeld(before => ({ ...before, error: cause, pending: false }));
    }
  }, []);

  useEffect(() => {
    setHeld(before => (keep ? { ...before, deps } : { pending: true, deps }));
    ask();
    return () => {
      question.current += 1;
    };
    // The caller names what the question depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, deps);

  const { lastSignal: jobs } = useSignal(CHANNEL_JOBS);
  const { lastSignal: assets } = useSignal(CHANNEL_ASSETS);
  const burst = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    if (settled || (!jobs && !assets)) return;
    burst.current ??= setTimeout(() => {
      burst.current = undefined;
      ask();
    }, BURST_MILLISECONDS);
  }, [jobs, assets, settled, ask]);
  useEffect(
    () => () => {
      clearTimeout(burst.current);
      burst.current = undefined;
    },
    [],
  );

  const running = held.value && busy ? busy(held.value.of) : false;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(ask, pollSeconds * 1000);
    return () => clearInterval(timer);
  }, [running, pollSeconds, ask]);

  // The render right after a change still holds the answer to the question before.
  const outdated = !keep && !same(held.deps, deps);
  if (held.value && !outdated) {
    return {
      state: 'ready',
      value: held.value.of,
      refreshing: held.pending,
      staleBecause: held.error,
      refetch: ask,
    };
  }
  if (held.error && !held.pending && !outdated) {
    return { state: 'failed', error: held.error, refetch: ask };
  }
  return { state: 'loading', refetch: ask };
}
