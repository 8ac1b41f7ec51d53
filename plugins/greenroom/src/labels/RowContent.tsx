import type { RowPage } from '@greenroom/backstage-plugin-greenroom-common';
import type { Answer } from '../components/useAnswer';
import { CellText } from '../components/CellText';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './labels.module.css';

/** The picture, the label and who set it are shown elsewhere. */
const SHOWN_ELSEWHERE = ['key', 'label', 'split', 'annotator', 'image'];

/** The cells of one row by which a person judges its label. */
export function RowContent(props: { rowKey: string; rows: Answer<RowPage> }) {
  const { rowKey, rows } = props;
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
  const row = page.rows.find(each => each.key === rowKey);
  if (!row) return null;
  const shown = page.columns.filter(
    column =>
      !SHOWN_ELSEWHERE.includes(column.role) &&
      column.name !== page.image?.column &&
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
