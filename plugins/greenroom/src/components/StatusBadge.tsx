import type { ReactNode } from 'react';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiLoader4Line,
  RiQuestionLine,
} from '@remixicon/react';
import styles from './figures.module.css';

export type Tone = 'good' | 'bad' | 'working' | 'warning' | 'neutral';

const ICONS = {
  good: RiCheckboxCircleLine,
  bad: RiCloseCircleLine,
  working: RiLoader4Line,
  warning: RiAlertLine,
  neutral: RiQuestionLine,
} as const;

const TONES: Record<string, Tone> = {
  Synced: 'good',
  OutOfSync: 'warning',
  Unknown: 'neutral',
  Healthy: 'good',
  Progressing: 'working',
  Degraded: 'bad',
  Missing: 'bad',
  passed: 'good',
  failed: 'bad',
  refused: 'warning',
  none: 'neutral',
  queued: 'working',
  running: 'working',
  succeeded: 'good',
  cancelled: 'neutral',
  asked: 'working',
  sent: 'working',
  dropped: 'neutral',
  draft: 'neutral',
  publishing: 'working',
  open: 'working',
  merged: 'good',
  closed: 'neutral',
  waiting: 'neutral',
  working: 'working',
  done: 'good',
};

const WORDS: Record<string, string> = { OutOfSync: 'Out of sync' };

/** A state by icon, word and colour; the colour is never alone. The reason shows on hover. */
export function StatusBadge(props: {
  status: string;
  reason?: string;
  tone?: Tone;
  children?: ReactNode;
}) {
  const { status, reason, children } = props;
  const tone = props.tone ?? TONES[status] ?? 'neutral';
  const Icon = ICONS[tone];
  return (
    <span className={styles.badge} data-tone={tone} title={reason}>
      <Icon size={16} aria-hidden="true" />
      {children ?? WORDS[status] ?? status}
    </span>
  );
}
