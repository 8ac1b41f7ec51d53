import type { CSSProperties } from 'react';
import { StatusBadge } from '../../components/StatusBadge';
import { isGroup, type VisibleNode } from '../graph/collapse';
import type { Mark } from '../graph/difference';
import { kindName, STATUS_WORDS, TONES } from '../nodeWords';
import styles from './picture.module.css';

const MARK_WORDS: Readonly<Record<Mark, string | undefined>> = {
  both: undefined,
  first: 'only here',
  second: 'only there',
};

/** A node is a button: it chooses itself, or opens the group it stands for. */
export function PictureNode(props: {
  node: VisibleNode;
  style: CSSProperties;
  isStop: boolean;
  isSelected: boolean;
  isFaint: boolean;
  mark?: Mark;
  flags: readonly string[];
  onFocus: () => void;
  onPress: () => void;
}) {
  const { node, style, isStop, isSelected, isFaint, mark, flags } = props;
  const { opens, title, subtitle, kind, status } = node;
  const words = [...flags, ...(mark ? [MARK_WORDS[mark] ?? []].flat() : [])];
  return (
    <button
      type="button"
      className={styles.node}
      style={style}
      data-place={node.id}
      data-faint={isFaint}
      data-mark={mark}
      data-group={opens !== undefined}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={opens ? undefined : isSelected}
      aria-expanded={opens ? false : undefined}
      onFocus={props.onFocus}
      onClick={props.onPress}
    >
      <span className={styles.kind}>
        <span>
          {opens ? <span aria-hidden="true">▸ </span> : null}
          {kindName({ kind, isGroup: isGroup(node) })}
        </span>{' '}
        {words.length > 0 ? (
          <StatusBadge status={words[0]} tone="warning">
            {words.join(', ')}
          </StatusBadge>
        ) : null}
        {words.length === 0 && status !== 'neutral' ? (
          <StatusBadge status={status} tone={TONES[status]}>
            {STATUS_WORDS[status]}
          </StatusBadge>
        ) : null}
      </span>{' '}
      <span className={styles.title} title={title}>
        {title}
      </span>{' '}
      <span className={styles.subtitle} title={subtitle}>
        {subtitle}
      </span>
    </button>
  );
}
