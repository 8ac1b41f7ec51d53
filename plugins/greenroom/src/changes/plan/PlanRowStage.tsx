import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangedRow,
  PlanAgreement,
  PlannedDebt,
  MadePlan,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { CellText } from '../../components/CellText';
import { HostLink } from '../../components/CommitLink';
import { ScrollRegion } from '../../components/ScrollRegion';
import { StatusBadge } from '../../components/StatusBadge';
import { useAnswer } from '../../components/useAnswer';
import { areBoxes, ChangeKind } from '../../data/ChangedRowsTable';
import { relabelWords } from '../../components/labelWords';
import { RowStage } from '../../labels/RowStage';
import { RowComment } from './RowComment';
import rowStyles from '../../components/rows.module.css';
import styles from './plan.module.css';

const PICTURE_PIXELS = 320;

/** What a reviewer of a pull request does with a row beside looking at it. */
export type RowReview = {
  readonly agreed: boolean;
  onAgree(word: PlanAgreement['word']): void;
  /** Absent where the caller may not. */
  readonly commentsOf?: string;
};

/** Of a row: being written, or said. */
type Commented = { readonly key: string } & (
  | { readonly state: 'writing' }
  | { readonly state: 'said'; readonly url: string }
);

/** One changed row with its picture, cell by cell before and after; J and K step to others, A agrees, C says something on the host. */
export function PlanRowStage(props: {
  planId: string;
  asset: MadePlan['rows'][number];
  row: ChangedRow;
  /** "12 of 40". */
  place: string;
  debt: readonly PlannedDebt[];
  /** Of a pull request. */
  review?: RowReview;
  onStep: (by: 1 | -1) => void;
}) {
  const { planId, asset, row, place, debt, review, onStep } = props;
  const [commented, setCommented] = useState<Commented>();
  const mine = commented?.key === row.key ? commented : undefined;
  const agree = () => {
    review?.onAgree(review.agreed ? 'take back' : 'agree');
    if (!review?.agreed) onStep(1);
  };
  return (
    <RowStage
      rowKey={row.key}
      name={`Changed row ${row.key}, ${place}`}
      through="the changed rows"
      choices={
        review
          ? [
              {
                key: 'A',
                name: review.agreed ? 'Agree no longer' : 'Agree',
                press: agree,
              },
              ...(review.commentsOf === undefined
                ? []
                : [
                    {
                      key: 'C',
                      name: 'Comment',
                      press: () =>
                        setCommented({ key: row.key, state: 'writing' }),
                    },
                  ]),
            ]
          : []
      }
      keys={{ k: () => onStep(-1) }}
      onStep={onStep}
      onUndo={() => {
        if (review?.agreed) review.onAgree('take back');
      }}
      under={
        review?.commentsOf === undefined || !mine ? null : (
          <Comment
            planId={review.commentsOf}
            row={{ asset: asset.asset, key: row.key }}
            commented={mine}
            onMoved={setCommented}
          />
        )
      }
    >
      <div className={styles.row}>
        {asset.pictures && asset.matchedBy === 'key' ? (
          <RowPicture planId={planId} asset={asset.asset} rowKey={row.key} />
        ) : null}
        <div className={styles.cells}>
          <p className={styles.origin}>
            <strong>{row.key}</strong>
            <ChangeKind change={row.change} />
            <span className={styles.muted} role="status">
              {place}
            </span>
            {review?.agreed ? (
              <StatusBadge status="agreed" tone="good">
                you agreed
              </StatusBadge>
            ) : null}
            {flagsOf(row.key, debt).map(words => (
              <StatusBadge key={words} status="debt" tone="warning">
                {words}
              </StatusBadge>
            ))}
          </p>
          <CellTable row={row} />
        </div>
      </div>
    </RowStage>
  );
}

function Comment(props: {
  planId: string;
  row: { asset: string; key: string };
  commented: Commented;
  onMoved: (to: Commented | undefined) => void;
}) {
  const { planId, row, commented, onMoved } = props;
  if (commented.state === 'said')
    return (
      <p role="status">
        Said on the <HostLink url={commented.url}>pull request</HostLink>.
      </p>
    );
  return (
    <RowComment
      key={row.key}
      planId={planId}
      row={row}
      onSaid={url => onMoved({ key: row.key, state: 'said', url })}
      onClose={() => onMoved(undefined)}
    />
  );
}

/** "doubtful label 4: 9 is suggested". */
export function flagsOf(
  rowKey: string,
  debt: readonly PlannedDebt[],
): readonly string[] {
  return debt.flatMap(({ kind, rows }) =>
    rows
      .filter(({ key }) => key === rowKey)
      .map(
        ({ label, suggested }) =>
          `${kind} label ${label}${
            suggested === undefined ? '' : `: ${suggested} is suggested`
          }`,
      ),
  );
}

function CellTable(props: { row: ChangedRow }) {
  const { change, cells } = props.row;
  return (
    <ScrollRegion name="Cells before and after">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">column</th>
            {change === 'added' ? null : <th scope="col">before</th>}
            {change === 'removed' ? null : <th scope="col">after</th>}
          </tr>
        </thead>
        <tbody>
          {cells.map(({ column, from, to }) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              {change === 'changed' && areBoxes(from, to) ? (
                <td colSpan={2}>{relabelWords(String(from), String(to))}</td>
              ) : (
                <>
                  {change === 'added' ? null : (
                    <td className={styles.before}>
                      <CellText cell={from} />
                    </td>
                  )}
                  {change === 'removed' ? null : (
                    <td className={styles.after}>
                      <CellText cell={to} />
                    </td>
                  )}
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function RowPicture(props: { planId: string; asset: string; rowKey: string }) {
  const { planId, asset, rowKey } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () =>
      api.getPlanThumbnails({
        planId,
        asset,
        keys: [rowKey],
        sizePixels: PICTURE_PIXELS,
      }),
    [api, planId, asset, rowKey],
    { settled: true },
  );
  const source =
    answer.state === 'ready' ? answer.value.thumbnails[rowKey] : undefined;
  const alt = `Picture of row ${rowKey}`;
  if (source?.startsWith('data:image/'))
    return <img className={styles.picture} src={source} alt={alt} />;
  const state = {
    loading: 'loading',
    failed: 'could not be loaded',
    ready: 'none',
  };
  return (
    <span
      className={styles.noPicture}
      role="img"
      aria-label={`${alt}: ${state[answer.state]}`}
    />
  );
}
