import { useEffect, useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Proposal,
  ProposalEntry,
  ProposalList,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { type Answer, useAnswer } from '../components/useAnswer';
import { useWriteQueue } from './useWriteQueue';

type Step = { put: readonly ProposalEntry[]; remove: readonly string[] };

export type Basket = {
  answer: Answer<ProposalList>;
  draft?: Proposal;
  /** What the draft holds, with the writes that are still under way already in it. */
  entries: readonly ProposalEntry[];
  saving: boolean;
  error?: Error;
  canUndo: boolean;
  put: (entries: readonly ProposalEntry[]) => void;
  remove: (keys: readonly string[]) => void;
  /** Takes back the last put or remove of this visit. */
  undo: () => void;
  dismissError: () => void;
};

function apply(entries: readonly ProposalEntry[], step: Step): ProposalEntry[] {
  const gone = new Set([...step.remove, ...step.put.map(entry => entry.key)]);
  return [...entries.filter(entry => !gone.has(entry.key)), ...step.put];
}

/** The step that leads back from `step` to `entries`. */
function inverse(
  entries: readonly ProposalEntry[],
  keys: readonly string[],
): Step {
  const before = new Map(entries.map(entry => [entry.key, entry]));
  const put: ProposalEntry[] = [];
  const remove: string[] = [];
  for (const key of keys) {
    const entry = before.get(key);
    if (entry) put.push(entry);
    else remove.push(key);
  }
  return { put, remove };
}

/** Is any proposal on its way, so that its state moves without anybody's doing? */
export function isMoving(list: ProposalList): boolean {
  return [list.draft, ...list.items].some(
    proposal =>
      proposal?.state === 'publishing' ||
      proposal?.outcome?.some(
        ({ state }) => state === 'working' || state === 'waiting',
      ),
  );
}

/**
 * The caller's basket for one data set, as it is edited where it is proposed. A
 * change shows at once and is written in the background; one that can't be
 * written disappears again and is said in `error`. Rows are decided elsewhere,
 * see `useDecisions`.
 */
export function useBasket(assetId: string): Basket {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.listProposals(assetId), [api, assetId], {
    busy: isMoving,
  });
  const [written, setWritten] = useState<Proposal>();
  const [undoable, setUndoable] = useState<readonly Step[]>([]);
  const { pending, saving, error, dismissError, write, isIdle } =
    useWriteQueue<Step>({
      send: async step => {
        if (step.put.length > 0)
          setWritten(await api.putEntries(assetId, [...step.put]));
        if (step.remove.length > 0)
          setWritten(await api.removeEntries(assetId, [...step.remove]));
      },
      onIdle: answer.refetch,
    });
  const listed = answer.state === 'ready' ? answer.value : undefined;

  useEffect(() => {
    if (isIdle()) setWritten(undefined);
  }, [listed, isIdle]);

  const draft = written ?? listed?.draft;
  const entries = useMemo(
    () => pending.reduce<readonly ProposalEntry[]>(apply, draft?.entries ?? []),
    [draft, pending],
  );

  const change = (step: Step, keys: readonly string[]) => {
    if (keys.length === 0) return;
    setUndoable(before => [...before, inverse(entries, keys)]);
    write(step);
  };

  return {
    answer,
    draft,
    entries,
    saving,
    error,
    canUndo: undoable.length > 0,
    put: put =>
      change(
        { put, remove: [] },
        put.map(entry => entry.key),
      ),
    remove: keys => change({ put: [], remove: keys }, keys),
    undo: () => {
      const step = undoable[undoable.length - 1];
      if (!step) return;
      setUndoable(undoable.slice(0, -1));
      write(step);
    },
    dismissError,
  };
}
