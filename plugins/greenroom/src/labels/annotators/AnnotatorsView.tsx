import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { Annotators } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { EmptyState } from '../../components/EmptyState';
import { FromJob } from '../../components/FromJob';
import { isRunning } from '../../components/JobProgress';
import { Panel } from '../../components/Panel';
import { useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import { briefName } from '../../data/versionName';
import { hasBoxes } from '../hasBoxes';
import type { LabelViewProps } from '../labelView';
import { RowsHidden } from '../RowsHidden';
import { Agreement } from './Agreement';
import { AnnotatorConfusion } from './AnnotatorConfusion';
import { AnnotatorsTable } from './AnnotatorsTable';
import { annotatorsFinding, worstFirst } from './annotatorWords';
import { NextRows } from './NextRows';
import { ReadingsPanel } from './ReadingsPanel';
import styles from '../labels.module.css';

/** How well each annotator labels, where they disagree, and which rows to ask about next. */
export function AnnotatorsView(props: LabelViewProps) {
  return props.asset.allowed.includes('readRows') ? (
    <People {...props} />
  ) : (
    <RowsHidden what="What is known of annotators" />
  );
}

function People(props: LabelViewProps) {
  const { asset, version } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getAnnotators(version.id),
    [api, version.id],
    { busy: ({ job }) => isRunning(job) },
  );
  return (
    <Answered
      answer={answer}
      what={`the annotators of ${asset.name}`}
      lines={8}
    >
      {annotators => (
        <FromJob
          job={annotators.job}
          value={
            annotators.job.state === 'succeeded' ||
            annotators.annotators.length > 0
              ? annotators
              : undefined
          }
          what={`the annotators of ${asset.name} ${briefName(version)}`}
          mayRetry={asset.allowed.includes('run')}
          onRetried={answer.refetch}
          lines={8}
        >
          {done =>
            done.design === 'none' || done.annotators.length === 0 ? (
              <EmptyState title="Nobody is named as who set the labels">
                This view will show how well each annotator labels, where they
                disagree, and which rows to label next. First step: name the
                column that says who set a label in the manifest
                (spec.annotator), or keep the labels of several people beside
                each row. Who is hidden from you as personal data is not listed.
              </EmptyState>
            ) : (
              <Named {...props} annotators={done} />
            )
          }
        </FromJob>
      )}
    </Answered>
  );
}

function Named(props: LabelViewProps & { annotators: Annotators }) {
  const { asset, version, annotators } = props;
  const { design, agreement, pairs = [], next = [] } = annotators;
  const [params, goTo] = useAddress();
  const sorted = worstFirst(annotators.annotators);
  const chosen =
    sorted.find(({ annotator }) => annotator === params.get('annotator')) ??
    sorted[0];
  return (
    <div className={styles.tab}>
      <Panel
        title={annotatorsFinding(annotators)}
        note={qualityNote(design, asset)}
        actions={
          <Button
            size="small"
            onPress={() =>
              goTo({
                params: {
                  view: 'resolver',
                  given: undefined,
                  suggested: undefined,
                  annotator: undefined,
                },
              })
            }
          >
            Decide row by row
          </Button>
        }
      >
        <AnnotatorsTable
          annotators={sorted}
          chosen={chosen.annotator}
          onChoose={annotator =>
            goTo({
              params: { annotator, given: undefined, suggested: undefined },
            })
          }
        />
      </Panel>
      {agreement?.findings && agreement.findings.length > 0 ? (
        <ReadingsPanel
          findings={agreement.findings}
          guideline={asset.guideline}
        />
      ) : null}
      <AnnotatorConfusion annotator={chosen} design={design} />
      {agreement || pairs.length > 0 ? (
        <Agreement agreement={agreement} pairs={pairs} />
      ) : null}
      {next.length > 0 ? (
        <NextRows asset={asset} version={version} rows={next} />
      ) : null}
    </div>
  );
}

/** What the quality of a person is measured by. */
function qualityNote(
  design: Annotators['design'],
  asset: LabelViewProps['asset'],
): string {
  if (design !== 'several')
    return 'Quality is the share of rows whose label looks right to the model; the model may err too.';
  return hasBoxes(asset)
    ? 'Quality is the share of boxes, by class and place, that a person has in common with the consensus of all.'
    : 'Quality is the share of rows on which a person says what the consensus of all says.';
}
