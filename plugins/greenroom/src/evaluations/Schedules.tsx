import type { EvaluationSchedule } from '@greenroom/backstage-plugin-greenroom-common';
import { When } from '../components/When';
import styles from './evaluations.module.css';

const ASKS = {
  server: 'asks its server anew',
  missing: 'asks for what is missing',
} as const;

/** When evaluations are asked anew though nothing was pushed; nothing where none says when. */
export function Schedules(props: { schedules: readonly EvaluationSchedule[] }) {
  const { schedules } = props;
  if (schedules.length === 0) return null;
  return (
    <ul className={styles.plain} aria-label="Schedules">
      {schedules.map(({ evaluation, next, asks }) => (
        <li key={evaluation} className={styles.muted}>
          {next === undefined ? (
            `${evaluation} has a schedule whose time never comes.`
          ) : (
            <>
              {evaluation} {ASKS[asks]} <When at={next} />.
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
