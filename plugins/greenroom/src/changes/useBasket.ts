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

type Step = {
  put: readonly ProposalEntry[];
  remove: readonly string[];
  /** What was last changed is taken back, whatever it was. */
  undo?: true;
};

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
  /** Takes back the last change, of this visit or an earlier one. */
  undo: () => void;
  dismissError: () => void;
};

function apply(entries: readonly ProposalEntry[], step: Step): ProposalEntry[] {
  const gone = new Set([...step.remove, ...step.put.map(entry => entry.key)]);
  return [...entries.filter(entry => !gone.has(entry.key)), ...step.put];
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
  /** Changes since the list was read; those taken back count against them. */
  const [steps, setSteps] = useState(0);
  const { pending, saving, error, dismissError, write, isIdle } =
    useWriteQueue<Step>({
      send: async step => {
        if (step.put.length > 0)
          setWritten(await api.putEntries(assetId, [...step.put]));
        if (step.remove.length > 0)
          setWritten(await api.removeEntries(assetId, [...step.remove]));
        if (step.undo) setWritten(await api.undoEntries(assetId));
      },
      onIdle: answer.refetch,
    });
  const listed = answer.state === 'ready' ? answer.value : undefined;

  useEffect(() => {
    if (!isIdle()) return;
    setWritten(undefined);
    setSteps(0);
  }, [listed, isIdle]);

  const draft = written ?? listed?.draft;
  const entries = useMemo(
    () => pending.reduce<readonly ProposalEntry[]>(apply, draft?.entries ?? []),
    [draft, pending],
  );

  const change = (step: Step, keys: readonly string[]) => {
    if (keys.length === 0) return;
    setSteps(before => before + 1);
    write(step);
  };

  return {
    answer,
    draft,
    entries,
    saving,
    error,
    canUndo: (listed?.undoable ?? 0) + steps > 0,
    put: put =>
      change(
        { put, remove: [] },
        put.map(entry => entry.key),
      ),
    remove: keys => change({ put: [], remove: keys }, keys),
    undo: () => {
      setSteps(before => before - 1);
      write({ put: [], remove: [], undo: true });
    },
    dismissError,
  };
}
