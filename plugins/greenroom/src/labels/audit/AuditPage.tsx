import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { Audit } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { Figure } from '../../components/Figure';
import { Panel } from '../../components/Panel';
import { When } from '../../components/When';
import { useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import { personName } from '../decisions/words';
import type { LabelViewProps } from '../labelView';
import { AuditDecider } from './AuditDecider';
import { AuditGroups } from './AuditGroups';
import { AuditTrend } from './AuditTrend';
import { designWords, estimateSentence } from './auditWords';
import { ThresholdSlider } from './ThresholdSlider';
import labelStyles from '../labels.module.css';
import styles from './audit.module.css';

/** One audit: what it says by now, the rows to decide, and what follows for a threshold. */
export function AuditPage(props: LabelViewProps & { auditId: string }) {
  const { asset, version, auditId } = props;
  const api = useApi(greenroomApiRef);
  const [, goTo] = useAddress();
  const answer = useAnswer(() => api.getAudit(auditId), [api, auditId]);
  return (
    <div className={labelStyles.tab}>
      <div>
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            goTo({
              params: {
                audit: undefined,
                row: undefined,
                threshold: undefined,
              },
            })
          }
        >
          All audits
        </Button>
      </div>
      <Answered
        answer={answer}
        what="this audit"
        still="What was decided in it is kept."
        lines={10}
      >
        {audit => (
          <>
            <Estimate
              audit={audit}
              isOfAnother={audit.versionId !== version.id}
            />
            <AuditDecider
              asset={asset}
              audit={audit}
              onSaved={answer.refetch}
            />
            <AuditTrend audit={audit} />
            <ThresholdSlider curve={audit.curve} />
            <AuditGroups groups={audit.groups} />
          </>
        )}
      </Answered>
    </div>
  );
}

function Estimate(props: { audit: Audit; isOfAnother: boolean }) {
  const { audit, isOfAnother } = props;
  const { precision, recall } = audit;
  return (
    <Panel title={estimateSentence(audit)} note={audit.remark}>
      <dl className={styles.figures}>
        <div>
          <dt>Sample</dt>
          <dd>
            {designWords(audit)}, drawn <When at={audit.at} /> by{' '}
            {personName(audit.author)}
            {isOfAnother
              ? ', from another version than the one chosen above'
              : ''}
          </dd>
        </div>
        <div>
          <dt>Of the rows the model flags now, wrong</dt>
          <dd>{precision ? <Figure figure={precision} /> : 'not known yet'}</dd>
        </div>
        <div>
          <dt>Of the wrong labels, flagged by the model</dt>
          <dd>{recall ? <Figure figure={recall} /> : 'not known yet'}</dd>
        </div>
      </dl>
      <p className={styles.counts}>
        Metrics on audited rows are the ones that count: people decided them
        without the model&apos;s opinion. Metrics on rows relabelled because a
        model disagreed flatter that model.
      </p>
    </Panel>
  );
}
