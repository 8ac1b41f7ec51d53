import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { isRunning, JobProgress } from '../components/JobProgress';
import { useAnswer } from '../components/useAnswer';
import { LabelsOverview } from './LabelsOverview';
import { ResolverQueue } from './ResolverQueue';
import styles from './labels.module.css';

const PAGE_ISSUES = 50;

/** Which labels look wrong, why, and the queue in which a person decides on them. */
export function LabelsTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const [params] = useSearchParams();
  const versionId = params.get('version') ?? asset.version?.id;
  if (versionId === undefined) {
    return (
      <EmptyState title={`${asset.title} has no version yet`}>
        This tab shows which labels look wrong once the first revision has been
        read. {asset.sync.reason}
      </EmptyState>
    );
  }
  return <Labels asset={asset} versionId={versionId} />;
}

function Labels(props: { asset: AssetDetail; versionId: string }) {
  const { asset, versionId } = props;
  const api = useApi(greenroomApiRef);
  const [params] = useSearchParams();
  const offset = Math.max(0, Math.floor(Number(params.get('at') ?? 0)) || 0);
  const query = {
    versionId,
    offset,
    limit: PAGE_ISSUES,
    split: params.get('split') ?? undefined,
    given: params.get('given') ?? undefined,
    suggested: params.get('suggested') ?? undefined,
  };
  const answer = useAnswer(
    () => api.getLabelQuality(query),
    [api, JSON.stringify(query)],
    {
      keep: true,
      busy: quality => isRunning(quality.job),
    },
  );
  return (
    <Answered answer={answer} what={`the label quality of ${asset.name}`}>
      {quality => (
        <div className={styles.tab}>
          {quality.job.state === 'succeeded' ? null : (
            <JobProgress
              job={quality.job}
              what={`label quality of ${asset.name}`}
              mayRetry={asset.allowed.includes('run')}
              onRetried={answer.refetch}
            />
          )}
          <Judged asset={asset} quality={quality} offset={offset} />
        </div>
      )}
    </Answered>
  );
}

function Judged(props: {
  asset: AssetDetail;
  quality: LabelQuality;
  offset: number;
}) {
  const { asset, quality, offset } = props;
  const judged = quality.rows !== undefined;
  if (!judged) {
    return isRunning(quality.job) ? null : (
      <EmptyState title="The labels have not been judged yet">
        This tab shows which labels look wrong. It needs predictions on rows the
        model was not trained on: give a model's manifest predictions.outOfFold,
        or evaluate it on a split of this data set.
      </EmptyState>
    );
  }
  return (
    <>
      <LabelsOverview quality={quality} />
      <ResolverQueue
        asset={asset}
        quality={quality}
        offset={offset}
        limit={PAGE_ISSUES}
      />
    </>
  );
}
