import type { GraphNode } from '@greenroom/backstage-plugin-greenroom-common';
import { KIND_NAMES } from './nodeWords';
import styles from './lineage.module.css';

/** A choice among nodes, by kind. */
export function NodeSelect(props: {
  label: string;
  nodes: readonly GraphNode[];
  value?: string;
  onChange: (id: string | undefined) => void;
}) {
  const { label, nodes, value, onChange } = props;
  const kinds = [...new Set(nodes.map(({ kind }) => kind))];
  return (
    <label className={styles.field}>
      {label}
      <select
        value={value ?? ''}
        onChange={event => onChange(event.target.value || undefined)}
      >
        <option value="">choose</option>
        {kinds.map(kind => (
          <optgroup key={kind} label={KIND_NAMES[kind]}>
            {nodes
              .filter(node => node.kind === kind)
              .map(({ id, title, subtitle }) => (
                <option key={id} value={id}>
                  {kind === 'run' ? `${title}, ${subtitle}` : title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
