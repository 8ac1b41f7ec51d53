import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  LabelIssueFilter,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { type Answer, useAnswer } from '../../components/useAnswer';
import { useLabelQuality } from '../useLabelQuality';
import { mergeQueue, type QueueRow } from './queue';

const PAGE_ISSUES = 50;

export type Queue = {
  answer: Answer<LabelQuality>;
  rows: readonly QueueRow[];
  /** Rows that pass the filter by what the server last said. */
  total: number;
  /** Whether rows wait behind those that are here. */
  hasMore: boolean;
  /** Brings rows from behind those that were passed over. */
  more: () => void;
};

/**
 * The rows of a filter, in the order of the server; a page at the start, more
 * as they are decided. Lives as long as one filter is looked at.
 *
 * @param opened - a row to look at first, wherever the server has it
 */
export function useQueue(
  filter: LabelIssueFilter & { versionId: string },
  opened: string | undefined,
): Queue {
  const { versionId } = filter;
  const api = useApi(greenroomApiRef);
  const [offset, setOffset] = useState(0);
  const answer = useLabelQuality({ ...filter, offset, limit: PAGE_ISSUES });
  const first = useAnswer(
    async () =>
      opened === undefined
        ? undefined
        : api.getLabelQuality({ versionId, key: opened, limit: PAGE_ISSUES }),
    [api, versionId, opened],
  );
  const [held, setHeld] = useState<{
    rows: readonly QueueRow[];
    of: readonly (LabelQuality | undefined)[];
  }>({ rows: [], of: [] });

  const page = answer.state === 'ready' ? answer.value : undefined;
  const own = first.state === 'ready' ? first.value : undefined;
  // The row that was asked for comes first, so its answer is waited for.
  if (first.state !== 'loading' && page) {
    const answers = [own, page];
    if (answers.some((each, index) => each !== held.of[index])) {
      const rows = answers.reduce<readonly QueueRow[]>(
        (before, each) => (each ? mergeQueue(before, each.items) : before),
        held.rows,
      );
      setHeld({ rows, of: answers });
    }
  }
  const total = page?.total ?? 0;
  const read = page ? offset + page.items.length : 0;
  return {
    answer,
    rows: held.rows,
    total,
    hasMore: read < total || offset > 0,
    // Past the end, those that were passed over come round again.
    more: () => setOffset(read < total ? read : 0),
  };
}
