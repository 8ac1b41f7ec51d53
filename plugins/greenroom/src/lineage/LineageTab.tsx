import { useApi } from '@backstage/core-plugin-api';
import {
  type AssetDetail,
  LINEAGE_NODES_LIMIT,
  type LineageAround,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Button } from '@backstage/ui';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { useAnswer } from '../components/useAnswer';
import tabStyles from '../components/states.module.css';
import { BoundBy } from './BoundBy';
import { LineageProblems } from './LineageProblems';
import { LineageView } from './LineageView';
import { RowQuestion } from './RowQuestion';
import { StaleVersions } from './StaleVersions';
import { endOf, useLineageAddress } from './useLineageAddress';

/** What an asset is made from and what is made from it, what it is bound by, and what is stale or odd about it. */
export function LineageTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const [{ at, comparedAt }, goTo] = useLineageAddress();
  const around = (day: string | undefined) =>
    api.getLineageAround({
      assetId: asset.id,
      at: day && endOf(day),
      limit: LINEAGE_NODES_LIMIT,
    });
  const answer = useAnswer(() => around(at), [api, asset.id, at], {
    keep: true,
  });
  const compared = useAnswer<LineageAround | undefined>(
    async () => (comparedAt ? around(comparedAt) : undefined),
    [api, asset.id, comparedAt],
  );
  const obligations = useAnswer(
    () => api.getObligations({ assetId: asset.id }),
    [api, asset.id],
  );
  const stale = useAnswer(
    () => api.listStale({ assetId: asset.id }),
    [api, asset.id],
  );
  return (
    <div className={tabStyles.stack}>
      <Answered answer={answer} what={`the lineage of ${asset.name}`} lines={8}>
        {lineage =>
          lineage.nodes.length === 0 ? (
            <NothingThere
              asset={asset}
              at={at}
              onNow={() => goTo({ at: undefined })}
            />
          ) : (
            <Answered
              answer={compared}
              what={`the lineage of ${asset.name} at ${comparedAt}`}
              lines={8}
            >
              {other => (
                <LineageView
                  asset={asset}
                  lineage={lineage}
                  compared={other}
                  stale={stale.state === 'ready' ? stale.value : undefined}
                  obligations={
                    obligations.state === 'ready'
                      ? obligations.value
                      : undefined
                  }
                />
              )}
            </Answered>
          )
        }
      </Answered>
      <Answered
        answer={obligations}
        what={`what ${asset.name} is bound by`}
        lines={3}
      >
        {value => <BoundBy name={asset.name} obligations={value} />}
      </Answered>
      <Answered
        answer={stale}
        what={`what of ${asset.name} is stale`}
        lines={2}
      >
        {value => <StaleVersions stale={value} />}
      </Answered>
      <LineageProblems assetId={asset.id} />
      {answer.state === 'ready' ? (
        <RowQuestion asset={asset} lineage={answer.value} />
      ) : null}
    </div>
  );
}

function NothingThere(props: {
  asset: AssetDetail;
  at?: string;
  onNow: () => void;
}) {
  const { asset, at, onNow } = props;
  if (at)
    return (
      <EmptyState
        title={`Nothing was known of ${asset.title} by ${at}`}
        action={
          <Button size="small" variant="secondary" onPress={onNow}>
            Show it as it is now
          </Button>
        }
      >
        No commit before the end of that day states an edge that leads to this
        asset or from it.
      </EmptyState>
    );
  return (
    <EmptyState title={`Nothing is known to lead to or from ${asset.title}`}>
      This tab shows the sources, data, models and runs connected with this
      asset. An edge appears when a model&apos;s manifest names the data it was
      trained on, or an evaluation has run.
    </EmptyState>
  );
}
