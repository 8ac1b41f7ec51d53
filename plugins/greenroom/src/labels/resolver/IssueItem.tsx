import type {
  LabelIssue,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Answer } from '../../components/useAnswer';
import { Failure } from '../../components/Failure';
import { Loading } from '../../components/Loading';
import { quantity } from '../../components/numbers';
import { CellText } from '../../components/CellText';
import { ScrollRegion } from '../../components/ScrollRegion';
import { Thumbnail } from '../../components/Thumbnail';
import styles from '../labels.module.css';

const LARGE_PIXELS = 224;

/** One doubtful row, large: what it is, what it is called, and why that is in doubt. */
export function IssueItem(props: {
  issue: LabelIssue;
  rows: Answer<RowPage>;
  picture: boolean;
}) {
  const { issue, rows, picture } = props;
  return (
    <div className={styles.item}>
      {picture ? (
        <Thumbnail
          rowKey={issue.key}
          size={LARGE_PIXELS}
          alt={`Row ${issue.key}, labelled ${issue.given}`}
        />
      ) : null}
      <div className={styles.evidence}>
        <p className={styles.labels}>
          <span>
            given <strong>{issue.given}</strong>
          </span>
          <span>
            suggested <strong>{issue.suggested}</strong>
          </span>
        </p>
        <p>Why: {issue.why}</p>
        <p className={styles.muted}>
          p(suggested) {quantity(issue.pSuggested ?? 0, 'percent')}, p(given){' '}
          {quantity(issue.pGiven ?? 0, 'percent')}, score{' '}
          {issue.score.toFixed(3)} (
          {issue.kind === 'ambiguous' ? 'ambiguous' : 'likely wrong'})
        </p>
        <p className={styles.muted}>
          row {issue.key} of {issue.split}
          {issue.annotator ? `, set by ${issue.annotator}` : ''}
        </p>
        <RowCells issue={issue} rows={rows} />
      </div>
    </div>
  );
}

function RowCells(props: { issue: LabelIssue; rows: Answer<RowPage> }) {
  const { issue, rows } = props;
  if (rows.state === 'loading') return <Loading what="the row" lines={2} />;
  if (rows.state === 'failed') {
    return (
      <Failure
        what="Could not load the content of this row."
        error={rows.error}
        still="You can still decide, or come back to it later."
        retry={rows.refetch}
      />
    );
  }
  const page = rows.value;
  if (page.hidden)
    return (
      <p>
        The content of rows is hidden from you (permission greenroom.rows.read).
      </p>
    );
  const row = page.rows.find(each => each.key === issue.key);
  if (!row) return null;
  const shown = page.columns.filter(
    column =>
      !['key', 'label', 'split', 'annotator', 'image'].includes(column.role) &&
      !page.masked.includes(column.name),
  );
  return (
    <>
      <dl className={styles.cells}>
        {shown.map(column => (
          <div key={column.name}>
            <dt>{column.name}</dt>
            <dd>
              {column.role === 'text' ? (
                <ScrollRegion name={column.name} className={styles.prose}>
                  {String(row.cells[column.name] ?? 'none')}
                </ScrollRegion>
              ) : (
                <CellText cell={row.cells[column.name]} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {page.masked.length > 0 ? (
        <p className={styles.muted}>
          Hidden from you as personal data: {page.masked.join(', ')}.
        </p>
      ) : null}
    </>
  );
}
