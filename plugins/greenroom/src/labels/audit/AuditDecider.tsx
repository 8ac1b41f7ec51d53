import { useApi } from '@backstage/core-plugin-api';
import type { Audit } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { count, plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ThumbnailsProvider } from '../../components/Thumbnail';
import { useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import { BasketBar } from '../decisions/BasketBar';
import { useDecisions } from '../decisions/useDecisions';
import type { Word } from '../decisions/words';
import type { LabelViewProps } from '../labelView';
import { showsPictures } from '../showsPictures';
import { putOffWords } from './auditWords';
import { auditOrder, isWaiting, nextWaiting } from './auditOrder';
import { AuditRowStage } from './AuditRowStage';

/** The contents of so many rows are asked for at once, so that the next is there before it is needed. */
const AHEAD_ROWS = 20;

/** The rows of a sample one at a time, without what the model thinks of them. */
export function AuditDecider(
  props: Pick<LabelViewProps, 'asset'> & { audit: Audit; onSaved: () => void },
) {
  const { asset, audit, onSaved } = props;
  // An audit is of the version it was drawn from, whatever is chosen on the page.
  const { versionId } = audit;
  const api = useApi(greenroomApiRef);
  const [params, goTo] = useAddress();
  const decisions = useDecisions({
    assetId: asset.id,
    versionId,
    auditId: audit.id,
    rows: audit.rows,
    onSaved,
  });
  const { wordOf } = decisions;
  const order = auditOrder(audit.rows, wordOf);
  const left = order.filter(row => isWaiting(wordOf(row))).length;
  const asked = order.findIndex(({ key }) => key === params.get('row'));
  const first = nextWaiting(order, -1, wordOf) ?? order[0];
  const at = asked === -1 ? order.indexOf(first) : asked;
  const row = order[at];

  // Of the order of drawing, which deciding does not change.
  const drawn = audit.rows.findIndex(({ key }) => key === row?.key);
  const from = drawn - (drawn % AHEAD_ROWS);
  const keys = audit.rows.slice(from, from + AHEAD_ROWS).map(({ key }) => key);
  const rows = useAnswer(
    () =>
      api.getRows({
        versionId,
        filter: { keys },
        limit: AHEAD_ROWS,
      }),
    [api, versionId, keys.join('\n')],
  );
  const look = (key: string | undefined) => {
    if (key !== undefined) goTo({ params: { row: key } }, { replace: true });
  };
  const decide = (word: Omit<Word, 'key' | 'from'>) => {
    decisions.decide([{ ...word, key: row.key, from: row.given }], [row]);
    look((nextWaiting(order, at, wordOf) ?? row).key);
  };
  const undo = () => look(decisions.undo()[0]);
  const mayDecide = asset.allowed.includes('propose');
  return (
    <Panel
      title={
        left === 0
          ? `All ${plural(order.length, 'row')} of the sample are decided`
          : `${count(left)} of ${plural(
              order.length,
              'row',
            )} of the sample are left to decide`
      }
      note={[
        'What the model thinks is not shown here, so that nobody follows it.',
        putOffWords(
          order.filter(each => wordOf(each)?.kind === 'later').length,
        ),
      ].join(' ')}
    >
      {mayDecide ? (
        <BasketBar asset={asset} decisions={decisions} onUndo={undo} />
      ) : null}
      {row ? (
        <ThumbnailsProvider versionId={versionId}>
          <AuditRowStage
            row={row}
            versionId={versionId}
            word={wordOf(row)}
            place={{ at: drawn + 1, of: order.length }}
            classes={asset.classes ?? []}
            rows={rows}
            picture={showsPictures(asset)}
            mayDecide={mayDecide}
            onDecide={decide}
            onStep={by => look(order[at + by]?.key)}
            onUndo={undo}
          />
        </ThumbnailsProvider>
      ) : null}
    </Panel>
  );
}
