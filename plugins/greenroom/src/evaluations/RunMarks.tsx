import type { Run } from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { StatusBadge } from '../components/StatusBadge';
import styles from './evaluations.module.css';

/** "inflated: 12 test labels were repaired because this model disagreed". */
export function inflationWords(run: Run): string | undefined {
  const rows = run.inflatedRows ?? 0;
  if (rows === 0) return undefined;
  return `inflated: ${plural(rows, `${run.split} label`)} ${
    rows === 1 ? 'was' : 'were'
  } repaired because this model disagreed`;
}

/** How far the figures of a run can be believed, where something is known of it. */
export function RunMarks(props: { run: Run }) {
  const { run } = props;
  const inflated = inflationWords(run);
  if (!run.audited && !run.onAudit && !inflated) return null;
  return (
    <ul className={styles.marks} aria-label="How far these figures count">
      {run.audited || run.onAudit ? (
        <li>
          <StatusBadge status="audited" tone="good">
            {run.audited
              ? 'counts: audited'
              : `counts: the figure on ${
                  run.onAudit?.figure.n === undefined
                    ? 'audited rows'
                    : plural(run.onAudit.figure.n, 'audited row')
                }`}
          </StatusBadge>
        </li>
      ) : null}
      {inflated ? (
        <li>
          <StatusBadge status="inflated" tone="warning">
            <span className={styles.mark}>{inflated}</span>
          </StatusBadge>
        </li>
      ) : null}
    </ul>
  );
}
