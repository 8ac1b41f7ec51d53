import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../../api';
import { type Answer, useAnswer } from '../../components/useAnswer';
import {
  isRowEntry,
  type ProposalList,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Decisions } from './useDecisions';

/** How many rows the caller's basket holds, with the words still on their way already counted. */
export function useBasketCount(
  assetId: string,
  decisions: Pick<Decisions, 'basketChanges' | 'saving'>,
): { answer: Answer<ProposalList>; rows: number } {
  const { basketChanges, saving } = decisions;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.listProposals(assetId), [api, assetId]);
  const listed = answer.state === 'ready' ? answer.value : undefined;
  const { refetch } = answer;
  const newest = Math.max(
    0,
    ...[...basketChanges.values()].map(({ id }) => id),
  );
  /** Changes up to this one are in the list already. */
  const [counted, setCounted] = useState(0);
  const now = useRef({ newest, saving });
  now.current = { newest, saving };
  useEffect(() => {
    if (!now.current.saving) setCounted(now.current.newest);
  }, [listed]);
  const hasSaved = newest > counted && !saving;
  useEffect(() => {
    if (hasSaved) refetch();
  }, [hasSaved, refetch]);

  const keys = new Set(
    listed?.draft?.entries.filter(isRowEntry).map(({ key }) => key),
  );
  for (const [key, { id, held }] of basketChanges) {
    if (id <= counted) continue;
    if (held) keys.add(key);
    else keys.delete(key);
  }
  return { answer, rows: keys.size };
}
