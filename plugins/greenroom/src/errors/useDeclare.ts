import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AugmentationEntry,
  DeclarationEntry,
  Proposal,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';

export type Declaring =
  | { readonly state: 'idle' }
  | { readonly state: 'sending' }
  /** In the basket, under this key. */
  | { readonly state: 'done'; readonly key: string }
  | { readonly state: 'failed'; readonly error: Error };

/** Puts a cohort, a gate or an augmentation into the caller's basket for an asset, and takes it back. */
export function useDeclare(assetId: string) {
  const api = useApi(greenroomApiRef);
  const [declaring, setDeclaring] = useState<Declaring>({ state: 'idle' });
  const attempt = async (task: () => Promise<Declaring>) => {
    setDeclaring({ state: 'sending' });
    try {
      setDeclaring(await task());
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      setDeclaring({ state: 'failed', error });
    }
  };
  return {
    declaring,
    declare: (entry: DeclarationEntry | AugmentationEntry) =>
      attempt(async () => {
        const draft: Proposal = await api.putEntries(assetId, [entry]);
        const kept = draft.entries.some(({ key }) => key === entry.key);
        if (!kept) throw new Error('The basket does not have it. Try again.');
        return { state: 'done', key: entry.key };
      }),
    undo: (key: string) =>
      attempt(async () => {
        await api.removeEntries(assetId, [key]);
        return { state: 'idle' };
      }),
  };
}
