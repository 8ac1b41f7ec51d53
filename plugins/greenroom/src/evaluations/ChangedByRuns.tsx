import { useSearchParams } from 'react-router-dom';
import type {
  ChangedByRun,
  PictureCounts,
  Run,
  RunsCompared,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { plural } from '../components/numbers';
import { RowsTable } from '../components/RowsTable';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './evaluations.module.css';

const SIDES = {
  fixed: {
    row: {
      word: 'Fixed',
      none: 'No row that was wrong before is right now.',
    },
    picture: {
      word: 'Fewer mistakes',
      none: 'In no picture are fewer mistakes than before.',
    },
  },
  broken: {
    row: {
      word: 'Broken',
      none: 'No row that was right before is wrong now.',
    },
    picture: {
      word: 'More mistakes',
      none: 'In no picture are more mistakes than before.',
    },
  },
} as const;

/** The rows on which two runs differ, one side at a time. */
export function ChangedByRuns(props: {
  compared: RunsCompared;
  to: Run;
  mayRead: boolean;
}) {
  const { compared, to, mayRead } = props;
  const { unit } = compared;
  const [params, setParams] = useSearchParams();
  const side = params.get('rows') === 'broken' ? 'broken' : 'fixed';
  const rows = compared.changed[side];
  const total = compared[side];
  const { word, none } = SIDES[side][unit];
  const show = (next: string) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      after.set('rows', next);
      return after;
    });
  return (
    <>
      <div
        className={styles.views}
        role="group"
        aria-label={`${
          unit === 'row' ? 'Rows' : 'Pictures'
        } on which the runs differ`}
      >
        {(['fixed', 'broken'] as const).map(name => (
          <button
            key={name}
            type="button"
            aria-pressed={name === side}
            onClick={() => show(name)}
          >
            {SIDES[name][unit].word}: {plural(compared[name], unit)}
          </button>
        ))}
      </div>
      {total > rows.length ? (
        <p className={styles.muted}>The first {rows.length} of them.</p>
      ) : null}
      {total === 0 ? (
        <EmptyState title={`${word}: none`}>{none}</EmptyState>
      ) : null}
      {unit === 'picture' && rows.length > 0 ? (
        <PictureTable rows={rows} name={`${word}: boxes of each picture`} />
      ) : null}
      {rows.length > 0 && mayRead ? (
        <RowsTable
          versionId={to.datasetVersionId}
          runId={to.id}
          filter={{ keys: rows.map(({ key }) => key) }}
          name={`${word} ${unit}s`}
        />
      ) : null}
      {rows.length > 0 && !mayRead ? (
        <p>
          The rows are hidden from you: seeing them takes the permission
          greenroom.rows.read.
        </p>
      ) : null}
    </>
  );
}

function PictureTable(props: { rows: readonly ChangedByRun[]; name: string }) {
  return (
    <ScrollRegion name={props.name}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">picture</th>
            <th scope="col">before</th>
            <th scope="col">after</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, before, after }) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>{boxesWords(before)}</td>
              <td>{boxesWords(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** "3 right, 1 missed, 2 where there is none". */
function boxesWords(counts: PictureCounts | undefined): string {
  if (!counts) return '';
  const { right, missed, wrong } = counts;
  return `${right} right, ${missed} missed, ${wrong} where there is none`;
}
