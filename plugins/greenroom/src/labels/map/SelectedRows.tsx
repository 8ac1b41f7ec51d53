import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  LabelMap,
  RowDecision,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Failure } from '../../components/Failure';
import { labelName } from '../../components/labelWords';
import { count, plural } from '../../components/numbers';
import { Pager } from '../../components/Pager';
import { Panel } from '../../components/Panel';
import { Thumbnail } from '../../components/Thumbnail';
import { useAnswer } from '../../components/useAnswer';
import { BasketBar } from '../decisions/BasketBar';
import { useDecisions } from '../decisions/useDecisions';
import { decisionText } from '../decisions/words';
import { KIND_NAMES } from '../kindNames';
import type { LabelViewProps } from '../labelView';
import { showsPictures } from '../showsPictures';
import { useRowHref } from '../useRowHref';
import { DecideOnSelected } from './DecideOnSelected';
import { useRowsHref } from './useRowsHref';
import styles from '../labels.module.css';

const PAGE_ROWS = 24;
/** One question to the server asks for the decisions of so many rows. */
const ASKED_ROWS = 500;

/** The rows chosen on the map: look at them, and decide on all at once. */
export function SelectedRows(
  props: LabelViewProps & {
    selected: LabelMap['points'];
    onClear: () => void;
  },
) {
  const { asset, version, selected, onClear } = props;
  const api = useApi(greenroomApiRef);
  const [at, setAt] = useState(0);
  const offset = at < selected.length ? at : 0;
  const keys = selected.map(({ key }) => key);
  const said = useAnswer(
    async () => {
      const found: RowDecision[] = [];
      for (let from = 0; from < keys.length; from += ASKED_ROWS)
        found.push(
          ...(await api.listDecisions(
            version.id,
            keys.slice(from, from + ASKED_ROWS),
          )),
        );
      return new Map(found.map(decision => [decision.key, decision]));
    },
    [api, version.id, keys.join('\n')],
    { keep: true },
  );
  const known = said.state === 'ready' ? said.value : undefined;
  const rows = useMemo(
    () =>
      selected.map(point => ({ ...point, decision: known?.get(point.key) })),
    [selected, known],
  );
  const decisions = useDecisions({
    assetId: asset.id,
    versionId: version.id,
    rows,
    onSaved: said.refetch,
  });
  const rowHref = useRowHref(asset, version);
  const rowsHref = useRowsHref(asset, version);
  const pictures = showsPictures(asset);
  const mayDecide = asset.allowed.includes('propose');
  const link = rowsHref(keys, 'rows');
  const grid = rowsHref(
    selected.filter(({ kind }) => kind !== undefined).map(({ key }) => key),
    'grid',
  );
  const hasDoubtful = selected.some(({ kind }) => kind !== undefined);
  return (
    <Panel
      title={`${plural(rows.length, 'row')} selected on the map`}
      actions={
        <div className={styles.actions}>
          {link ? (
            <Link className={styles.link} to={link}>
              Open as rows
            </Link>
          ) : null}
          {grid && hasDoubtful ? (
            <Link className={styles.link} to={grid}>
              Open the doubtful ones in the grid
            </Link>
          ) : null}
          <Button size="small" variant="secondary" onPress={onClear}>
            Clear selection
          </Button>
        </div>
      }
    >
      {said.state === 'failed' ? (
        <Failure
          what="What was said of these rows before could not be loaded."
          error={said.error}
          still="The rows themselves are as the map shows them."
          retry={said.refetch}
        />
      ) : null}
      {mayDecide ? (
        <>
          <BasketBar
            asset={asset}
            decisions={decisions}
            onUndo={decisions.undo}
          />
          {/* Deciding blindly would overrule what others said. */}
          {said.state === 'ready' ? (
            <DecideOnSelected
              rows={rows}
              classes={asset.classes ?? []}
              onDecide={words => decisions.decide(words, rows)}
            />
          ) : null}
        </>
      ) : (
        <p className={styles.muted}>
          You can look; deciding takes the permission greenroom.propose.
        </p>
      )}
      <ul className={styles.grid} aria-label="Selected rows">
        {rows.slice(offset, offset + PAGE_ROWS).map(row => {
          const word = decisions.wordOf(row);
          const decided = word !== undefined && word.state !== 'outdated';
          return (
            <li key={row.key} className={styles.card} data-decided={decided}>
              {pictures ? <Thumbnail rowKey={row.key} size={64} /> : null}
              <Link className={styles.link} to={rowHref(row.key)}>
                Row {row.key}
              </Link>
              <span>
                labelled <strong>{labelName(row.label)}</strong>
              </span>
              <span className={styles.muted}>
                {row.kind ? KIND_NAMES[row.kind] : 'not doubtful'}
              </span>
              {decided ? <span>Decided: {decisionText(word)}</span> : null}
            </li>
          );
        })}
      </ul>
      <Pager
        offset={offset}
        limit={PAGE_ROWS}
        total={rows.length}
        what="selected rows"
        onMove={setAt}
      />
      {link ? null : (
        <p className={styles.muted}>
          {count(rows.length)} rows are too many for a link to them; select
          fewer to open them as rows.
        </p>
      )}
    </Panel>
  );
}
