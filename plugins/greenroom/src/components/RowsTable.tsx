import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { RowFilter } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from './Answered';
import { isRunning, JobProgress } from './JobProgress';
import { Pager } from './Pager';
import { RowsGrid } from './RowsGrid';
import { ThumbnailsProvider } from './Thumbnail';
import { useAnswer } from './useAnswer';

const PAGE_ROWS = 25;

/**
 * The rows of a version that pass a filter, a page at a time. With `runId`,
 * also what the model said. Columns the caller may not see are named as hidden.
 */
export function RowsTable(props: {
  versionId: string;
  runId?: string;
  filter?: RowFilter;
  name?: string;
}) {
  const { versionId, runId, filter, name = 'rows' } = props;
  const api = useApi(greenroomApiRef);
  const question = JSON.stringify([versionId, runId, filter]);
  const [page, setPage] = useState({ question, offset: 0 });
  const offset = page.question === question ? page.offset : 0;
  useEffect(() => setPage({ question, offset: 0 }), [question]);
  const answer = useAnswer(
    () => api.getRows({ versionId, runId, filter, offset, limit: PAGE_ROWS }),
    [api, question, offset],
    { keep: true, busy: ({ job }) => job !== undefined && isRunning(job) },
  );
  return (
    <Answered answer={answer} what="the rows" lines={8}>
      {rows =>
        rows.job && rows.job.state !== 'succeeded' ? (
          <JobProgress job={rows.job} what="these rows" />
        ) : (
          <ThumbnailsProvider versionId={versionId}>
            <RowsGrid
              page={rows}
              name={name}
              withRun={runId === undefined ? undefined : true}
            />
            <Pager
              offset={rows.offset}
              limit={PAGE_ROWS}
              total={rows.total}
              what="rows"
              onMove={to => setPage({ question, offset: to })}
            />
          </ThumbnailsProvider>
        )
      }
    </Answered>
  );
}
