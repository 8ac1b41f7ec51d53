import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiErrorWarningLine, RiSplitCellsHorizontal } from '@remixicon/react';
import type { RowPage } from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../../components/numbers';
import type { Decisions } from '../decisions/useDecisions';
import type { LabelViewProps } from '../labelView';
import { useRowHref } from '../useRowHref';
import { GroupRow } from './GroupRow';
import { type Group, labelsSentence, majority, splitsOf } from './groupWords';
import labelStyles from '../labels.module.css';
import styles from './duplicates.module.css';

/** A group is as good as understood by so many rows; the others come on demand. */
export const SHOWN_ROWS = 8;

/** One group: its labels in a sentence, what is wrong with it, and its rows. */
export function GroupCard(
  props: LabelViewProps & {
    group: Group;
    pictures: boolean;
    content?: RowPage;
    decisions?: Decisions;
  },
) {
  const { asset, version, group, pictures, content, decisions } = props;
  const [whole, setWhole] = useState(false);
  const rowHref = useRowHref(asset, version);
  const splits = splitsOf(group);
  const most = majority(group);
  const differ =
    most.length === 1
      ? group.rows.filter(({ label }) => label !== most[0])
      : [];
  const shown = whole ? group.rows : group.rows.slice(0, SHOWN_ROWS);
  return (
    <li className={styles.group}>
      <div className={styles.head}>
        <h3>{labelsSentence(group)}</h3>
        {group.labels.length > 1 ? (
          <span className={styles.warning}>
            <RiErrorWarningLine size={16} aria-hidden="true" /> labels conflict
          </span>
        ) : null}
        {splits.length > 1 ? (
          <span className={styles.warning}>
            <RiSplitCellsHorizontal size={16} aria-hidden="true" /> stands in{' '}
            {splits.join(' and ')}
          </span>
        ) : null}
        {decisions && differ.length > 1 ? (
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              decisions.decide(
                differ.map(({ key, label }) => ({
                  key,
                  kind: 'relabel',
                  from: label,
                  to: most[0],
                })),
                differ,
              )
            }
          >
            {`Relabel these ${plural(differ.length, 'row')} ${most[0]}`}
          </Button>
        ) : null}
      </div>
      <ul className={styles.rows} aria-label={labelsSentence(group)}>
        {shown.map(row => (
          <GroupRow
            key={row.key}
            row={row}
            most={most}
            pictures={pictures}
            content={content}
            href={rowHref(row.key)}
            decisions={decisions}
          />
        ))}
      </ul>
      {group.rows.length > shown.length ? (
        <button
          type="button"
          className={labelStyles.open}
          onClick={() => setWhole(true)}
        >
          Show {count(group.rows.length - shown.length)} more
        </button>
      ) : null}
      {group.size > group.rows.length ? (
        <p className={labelStyles.muted}>
          The first {count(group.rows.length)} of {plural(group.size, 'row')}.
        </p>
      ) : null}
    </li>
  );
}
