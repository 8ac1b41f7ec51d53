import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { EmptyState } from '../../components/EmptyState';
import { useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import type { LabelViewProps } from '../labelView';
import { RowsHidden } from '../RowsHidden';
import { AuditList } from './AuditList';
import { AuditPage } from './AuditPage';
import { DrawAuditForm } from './DrawAuditForm';
import styles from '../labels.module.css';

/** Samples that people decide on, from which follows how many labels are wrong. */
export function AuditView(props: LabelViewProps) {
  const [params] = useAddress();
  const auditId = params.get('audit');
  if (!props.asset.allowed.includes('readRows'))
    return <RowsHidden what="An audit" />;
  return auditId === null ? (
    <Audits {...props} />
  ) : (
    <AuditPage key={auditId} {...props} auditId={auditId} />
  );
}

function Audits(props: LabelViewProps) {
  const { asset, version } = props;
  const api = useApi(greenroomApiRef);
  const [, goTo] = useAddress();
  const answer = useAnswer(() => api.listAudits(version.id), [api, version.id]);
  const open = (audit: string) => goTo({ params: { audit } });
  const mayDecide = asset.allowed.includes('propose');
  return (
    <div className={styles.tab}>
      <Answered answer={answer} what={`the audits of ${asset.name}`}>
        {audits =>
          audits.length === 0 ? (
            <EmptyState title="No label of this version was audited yet">
              A model that doubts labels errs too, so its count of wrong labels
              is biased. This view will show how many labels are wrong, with an
              interval that holds, and what each threshold finds and misses.
              First step: {mayDecide ? 'draw' : 'ask somebody to draw'} a sample
              and decide on its rows.
            </EmptyState>
          ) : (
            <AuditList audits={audits} onOpen={open} />
          )
        }
      </Answered>
      {mayDecide ? (
        <DrawAuditForm {...props} onDrawn={open} />
      ) : (
        <p className={styles.muted}>
          Drawing a sample and deciding on it takes the permission
          greenroom.propose.
        </p>
      )}
    </div>
  );
}
