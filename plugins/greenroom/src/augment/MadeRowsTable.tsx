import type {
  AugmentationPreview,
  MadeRow,
} from '@greenroom/backstage-plugin-greenroom-common';
import { type BoxMark, BoxesOverlay } from '../boxes/BoxesOverlay';
import { EmptyState } from '../components/EmptyState';
import { decimal } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { Thumbnail } from '../components/Thumbnail';
import rowStyles from '../components/rows.module.css';
import boxStyles from '../boxes/boxes.module.css';
import styles from './augment.module.css';

/** In CSS pixels. */
const PICTURE_SIDE = 96;

/** Rows that were made, each with those it was made of below it. */
export function MadeRowsTable({ preview }: { preview: AugmentationPreview }) {
  const { columns, items } = preview;
  if (items.length === 0)
    return (
      <EmptyState title="No row is shown here">
        Rows that were made would be listed here, each beside those it was made
        of.
      </EmptyState>
    );
  const hasPictures = items.some(({ picture }) => picture !== undefined);
  const hasReasons = items.some(({ reason }) => reason !== undefined);
  return (
    <ScrollRegion name="Made rows beside their parents">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">row</th>
            {hasPictures ? <th scope="col">picture</th> : null}
            <th scope="col">label</th>
            {hasReasons ? <th scope="col">dropped, for it is</th> : null}
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(row => (
            <Family
              key={row.number}
              row={row}
              columns={columns}
              hasPictures={hasPictures}
              hasReasons={hasReasons}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Family(props: {
  row: MadeRow;
  columns: readonly string[];
  hasPictures: boolean;
  hasReasons: boolean;
}) {
  const { row, columns, hasPictures, hasReasons } = props;
  const name = row.key ?? `dropped ${row.number + 1}`;
  return (
    <>
      <tr className={styles.made}>
        <th scope="row">{name}</th>
        {hasPictures ? (
          <td>
            <MadePicture row={row} name={name} />
          </td>
        ) : null}
        <td>{row.label}</td>
        {hasReasons ? <td>{row.reason}</td> : null}
        {columns.map(column => (
          <td key={column}>{cellText(row.cells[column])}</td>
        ))}
      </tr>
      {row.parents.map((parent, i) => (
        <tr key={parent} className={styles.parent}>
          <th scope="row">of {parent}</th>
          {hasPictures ? (
            <td>
              <Thumbnail rowKey={parent} size={PICTURE_SIDE} />
            </td>
          ) : null}
          <td />
          {hasReasons ? <td /> : null}
          {columns.map(column => (
            <td key={column}>{cellText(row.parentCells[i]?.[column])}</td>
          ))}
        </tr>
      ))}
    </>
  );
}

function MadePicture({ row, name }: { row: MadeRow; name: string }) {
  const { picture, size, marks = [] } = row;
  if (!picture?.startsWith('data:image/')) return null;
  const lost = marks.filter(mark => mark.lost !== undefined);
  return (
    <>
      <span
        className={boxStyles.thumbnail}
        style={{ width: PICTURE_SIDE, height: PICTURE_SIDE }}
      >
        <img
          src={picture}
          width={PICTURE_SIDE}
          height={PICTURE_SIDE}
          alt={name}
        />
        {size && marks.length > 0 ? (
          <BoxesOverlay marks={kept(marks)} size={size} />
        ) : null}
      </span>
      {lost.map(({ label, lost: why }, i) => (
        // eslint-disable-next-line react/no-array-index-key
        <div key={i} className={styles.muted}>
          {label}: {why}
        </div>
      ))}
    </>
  );
}

function kept(marks: NonNullable<MadeRow['marks']>): BoxMark[] {
  return marks.flatMap(({ label, lost, x, y, width, height }, i) =>
    lost
      ? []
      : [
          {
            id: String(i),
            box: { label, x, y, width, height },
            origin: 'given' as const,
            name: label,
          },
        ],
  );
}

function cellText(value: MadeRow['cells'][string] | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? decimal(value) : String(value);
}
