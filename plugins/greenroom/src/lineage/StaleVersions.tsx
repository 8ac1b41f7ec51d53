import type { StaleList } from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { KIND_NAMES } from './nodeWords';
import styles from './lineage.module.css';

/** What is no longer made of the newest, and why. */
export function StaleVersions(props: { stale: StaleList }) {
  const { items, total } = props.stale;
  if (total === 0) return null;
  return (
    <Panel
      title={`${plural(total, 'version')} no longer made of the newest`}
      note={
        items.length < total
          ? `The first ${items.length} of them are shown.`
          : undefined
      }
    >
      <ul className={styles.edges}>
        {items.map(({ node, reasons }) => (
          <li key={node.id}>
            {KIND_NAMES[node.kind]} {node.title}
            <ul className={styles.edges}>
              {reasons.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
