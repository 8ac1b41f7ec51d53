import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';

/** As many go in one request. */
const ENTRIES_AT_ONCE = 500;

export type PutEntry = {
  readonly state: 'idle' | 'saving' | 'saved' | 'refused';
  readonly error?: Error;
  put: (entries: readonly ProposalEntry[]) => Promise<void>;
};

/** Puts changes into the caller's basket from where they are made; what they rest on is told by the backend. */
export function usePutEntry(assetId: string): PutEntry {
  const api = useApi(greenroomApiRef);
  const [answer, setAnswer] = useState<Omit<PutEntry, 'put'>>({
    state: 'idle',
  });
  return {
    ...answer,
    put: async entries => {
      // A button that is disabled meanwhile would lose the focus.
      if (answer.state === 'saving') return;
      setAnswer({ state: 'saving' });
      try {
        for (let at = 0; at < entries.length; at += ENTRIES_AT_ONCE)
          await api.putEntries(assetId, [
            ...entries.slice(at, at + ENTRIES_AT_ONCE),
          ]);
        setAnswer({ state: 'saved' });
      } catch (cause) {
        setAnswer({
          state: 'refused',
          error: cause instanceof Error ? cause : new Error(String(cause)),
        });
      }
    },
  };
}
