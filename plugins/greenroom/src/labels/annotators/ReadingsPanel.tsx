import type {
  Annotators,
  AssetDetail,
} from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../../components/CommitLink';
import { plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import styles from '../labels.module.css';

type Findings = NonNullable<NonNullable<Annotators['agreement']>['findings']>;

/** How people read the instruction differently: nobody is wrong, the guideline leaves it open. */
export function ReadingsPanel(props: {
  findings: Findings;
  guideline: AssetDetail['guideline'];
}) {
  const { findings, guideline } = props;
  return (
    <Panel
      title={`${plural(findings.length, 'difference')} between annotators ${
        findings.length === 1 ? 'recurs' : 'recur'
      }: sharpen the guideline`}
      note="What recurs between two people is a matter of the instruction: say it there before single labels are turned over."
    >
      <ol className={styles.findings}>
        {findings.map(finding => (
          <li key={finding}>{finding}</li>
        ))}
      </ol>
      <p>
        {guideline ? (
          <>
            Guideline: <HostLink url={guideline.url}>{guideline.path}</HostLink>
          </>
        ) : (
          'The manifest names no guideline: spec.guideline links it here.'
        )}
      </p>
    </Panel>
  );
}
