import type {
  Commit,
  VersionBlame,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CommitLink } from '../components/CommitLink';
import { isRunning } from '../components/JobProgress';
import type { Answer } from '../components/useAnswer';
import { When } from '../components/When';
import styles from './rowPanel.module.css';

/** The commit that last set one cell of a row, by whom and when. */
export function SetBy(props: {
  blame: Answer<VersionBlame>;
  rowKey: string;
  column: string;
}) {
  const { blame, rowKey, column } = props;
  if (blame.state === 'failed') return null;
  if (blame.state === 'loading' || isRunning(blame.value.job))
    return <span className={styles.muted}>…</span>;
  const commit = commitOf(blame.value, rowKey, column);
  if (!commit) return <span className={styles.muted}>not known</span>;
  return (
    <span className={styles.setBy}>
      <CommitLink commit={commit} /> {commit.author}, <When at={commit.date} />
      <span className={styles.message}>{commit.message.split('\n')[0]}</span>
    </span>
  );
}

function commitOf(
  blame: VersionBlame,
  key: string,
  column: string,
): Commit | undefined {
  const cell = blame.rows
    .find(row => row.key === key)
    ?.cells.find(each => each.column === column);
  return cell && blame.commits[cell.commit];
}
