import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { CHANNEL_JOBS } from '@greenroom/backstage-plugin-greenroom-common';
import { useAnswer } from './useAnswer';

const listeners = new Map<string, (message: never) => void>();
const signals = {
  subscribe: (channel: string, listener: (message: never) => void) => {
    listeners.set(channel, listener);
    return { unsubscribe: () => listeners.delete(channel) };
  },
};
const wrapper = ({ children }: { children: ReactNode }) => (
  <TestApiProvider apis={[[signalApiRef, signals as never]]}>
    {children}
  </TestApiProvider>
);

describe('useAnswer', () => {
  it('asks again once for a burst of signals, and keeps the answer meanwhile', async () => {
    let asked = 0;
    const { result } = renderHook(
      () => useAnswer(async () => (asked += 1), []),
      { wrapper },
    );
    await waitFor(() => expect(result.current.state).toBe('ready'));
    act(() => listeners.get(CHANNEL_JOBS)!({ id: '1' } as never));
    act(() => listeners.get(CHANNEL_JOBS)!({ id: '2' } as never));
    expect(result.current).toMatchObject({ state: 'ready', value: 1 });
    await waitFor(() => expect(result.current).toMatchObject({ value: 2 }));
    expect(asked).toBe(2);
  });

  it('keeps the last good value when asking again fails, and says why', async () => {
    const answers = [
      () => Promise.resolve('good'),
      () => Promise.reject(new Error('host is down')),
    ];
    const { result } = renderHook(
      () => useAnswer(() => answers.shift()!(), []),
      {
        wrapper,
      },
    );
    await waitFor(() => expect(result.current.state).toBe('ready'));
    await act(async () => result.current.refetch());
    expect(result.current).toMatchObject({
      state: 'ready',
      value: 'good',
      staleBecause: new Error('host is down'),
    });
  });

  it('never shows the answer to another question', async () => {
    const seen: string[] = [];
    const { rerender } = renderHook(
      ({ id }) => {
        const answer = useAnswer(async () => id, [id]);
        seen.push(
          `${id}: ${answer.state === 'ready' ? answer.value : answer.state}`,
        );
      },
      { wrapper, initialProps: { id: 'a' } },
    );
    await waitFor(() => expect(seen).toContain('a: a'));
    rerender({ id: 'b' });
    await waitFor(() => expect(seen).toContain('b: b'));
    expect(seen).not.toContain('b: a');
  });

  it('asks while work runs, and stops once it is done', async () => {
    let progress = 0;
    const { result } = renderHook(
      () =>
        useAnswer(async () => (progress = Math.min(1, progress + 0.5)), [], {
          busy: value => value < 1,
          pollSeconds: 0.01,
        }),
      { wrapper },
    );
    await waitFor(() => expect(result.current).toMatchObject({ value: 1 }));
  });
});
