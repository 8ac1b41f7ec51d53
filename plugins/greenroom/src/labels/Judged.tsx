import type { ReactNode } from 'react';
import type {
  AssetDetail,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { isRunning, JobProgress } from '../components/JobProgress';
import type { Answer } from '../components/useAnswer';
import styles from './labels.module.css';

/** The judged labels once they are there; until then how far the judging is, or what it needs. */
export function Judged(props: {
  asset: AssetDetail;
  answer: Answer<LabelQuality>;
  children: (quality: LabelQuality) => ReactNode;
}) {
  const { asset, answer, children } = props;
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
          {quality.rows !== undefined ? children(quality) : null}
          {quality.rows === undefined && !isRunning(quality.job) ? (
            <EmptyState title="The labels have not been judged yet">
              This tab shows which labels look wrong. It needs predictions on
              rows the model was not trained on: give a model's manifest
              predictions.outOfFold, or evaluate it on a split of this data set.
            </EmptyState>
          ) : null}
        </div>
      )}
    </Answered>
  );
}
