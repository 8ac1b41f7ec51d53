import { useNavigate } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../api';
import { EmptyState } from '../components/EmptyState';
import { isRunning, JobProgress } from '../components/JobProgress';
import { Pager } from '../components/Pager';
import { RowsGrid } from '../components/RowsGrid';
import { ThumbnailsProvider } from '../components/Thumbnail';
import { useAnswer } from '../components/useAnswer';
import { useRowHref } from '../labels/useRowHref';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { explore } from './useExplored';
import { type ListedRows, questionOf } from './useErrorSelection';
import styles from './errors.module.css';

const PAGE_ROWS = 25;

const LISTED = {
  wrong: { wrong: true },
  all: {},
  broken: { flipped: 'broken' },
  fixed: { flipped: 'fixed' },
} as const satisfies Readonly<Record<ListedRows, object>>;

const NONE: Readonly<Record<ListedRows, string>> = {
  wrong: 'None of these rows is wrong',
  all: 'No row',
  broken: 'None of these rows broke',
  fixed: 'None of these rows was fixed',
};

/** The rows of the picked group, a page at a time: those the model got wrong, or all of them. */
export function GroupRows(props: { scene: ErrorScene; name: string }) {
  const { scene, name } = props;
  const { run, dataset, selection, select } = scene;
  const { rows, offset, picked } = selection;
  const api = useApi(greenroomApiRef);
  const navigate = useNavigate();
  const rowHref = useRowHref(dataset, { id: run.datasetVersionId });
  const question = questionOf(
    selection,
    {
      type: 'keys' as const,
      ...LISTED[rows],
      ...('flipped' in LISTED[rows] ? { from: selection.from } : {}),
      offset,
      limit: PAGE_ROWS,
    },
    picked,
  );
  const mayRead = dataset.allowed.includes('readRows');
  const answer = useAnswer(
    async () => {
      if (!mayRead) return undefined;
      const { keys, total } = await explore(api, run.id, question);
      if (keys.length === 0) return { total, page: undefined };
      const page = await api.getRows({
        versionId: run.datasetVersionId,
        runId: run.id,
        filter: { keys },
        limit: PAGE_ROWS,
      });
      return { total, page };
    },
    [api, run.id, mayRead, JSON.stringify(question)],
    {
      keep: true,
      settled: true,
      busy: told => told?.page?.job !== undefined && isRunning(told.page.job),
    },
  );
  return (
    <>
      <RowsChoice scene={scene} />
      <Explored answer={answer} what="the rows" lines={8}>
        {told => {
          if (!told) {
            return (
              <EmptyState title="These rows are hidden from you">
                They exist, but seeing rows takes the permission
                greenroom.rows.read. Ask whoever looks after permissions in this
                portal.
              </EmptyState>
            );
          }
          const { page, total } = told;
          if (!page) {
            return (
              <EmptyState title={NONE[rows]}>
                Take a condition off the filter to see more rows.
              </EmptyState>
            );
          }
          if (page.job && page.job.state !== 'succeeded')
            return <JobProgress job={page.job} what="these rows" />;
          return (
            <ThumbnailsProvider versionId={run.datasetVersionId}>
              <RowsGrid
                page={page}
                name={name}
                withRun
                onOpen={key => navigate(rowHref(key))}
              />
              <Pager
                offset={offset}
                limit={PAGE_ROWS}
                total={total}
                what="rows"
                onMove={to => select({ offset: to })}
              />
            </ThumbnailsProvider>
          );
        }}
      </Explored>
    </>
  );
}

/** Which rows are listed; those that flipped can be where two runs are looked at. */
function RowsChoice({ scene }: { scene: ErrorScene }) {
  const { selection, select } = scene;
  const { rows, view } = selection;
  if (view === 'changes' || rows === 'broken' || rows === 'fixed') {
    return (
      <label className={styles.choice}>
        Listed
        <select
          value={rows}
          onChange={event => select({ rows: event.target.value as ListedRows })}
        >
          <option value="wrong">rows it got wrong</option>
          <option value="broken">rows that broke</option>
          <option value="fixed">rows that were fixed</option>
          <option value="all">all rows</option>
        </select>
      </label>
    );
  }
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={rows === 'all'}
        onChange={event =>
          select({ rows: event.target.checked ? 'all' : 'wrong' })
        }
      />
      Also rows it got right
    </label>
  );
}
