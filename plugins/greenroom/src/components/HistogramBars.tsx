import type { Histogram } from '@greenroom/backstage-plugin-greenroom-common';
import { CountBars } from './CountBars';
import type { Interval } from './interval';
import { decimal, plural } from './numbers';
import styles from './charts.module.css';

/** The numbers that one bin holds. */
export function binOf({ edges, counts }: Histogram, bin: number): Interval {
  const interval: Interval = { min: edges[bin], max: edges[bin + 1] };
  if (bin === counts.length - 1) interval.closed = true;
  return interval;
}

/** How often numbers lie where; with `onPick` a bin filters. */
export function HistogramBars(props: {
  histogram: Histogram;
  /** What is counted, as in "slant". */
  name: string;
  picked?: Interval;
  onPick?: (range: Interval | undefined) => void;
  height?: number;
}) {
  const { histogram, name, picked, onPick, height } = props;
  const { edges, counts } = histogram;
  const bars = counts.map((count, bin) => ({
    id: String(bin),
    words: `${decimal(edges[bin])} to ${decimal(edges[bin + 1])}: ${plural(
      count,
      'row',
    )}`,
    count,
  }));
  const chosen = counts.findIndex(
    (_, bin) => picked?.min === edges[bin] && picked.max === edges[bin + 1],
  );
  return (
    <div className={styles.histogram}>
      <CountBars
        bars={bars}
        name={`Histogram of ${name}`}
        picked={chosen === -1 ? undefined : String(chosen)}
        onPick={
          onPick &&
          (id => onPick(id === undefined ? id : binOf(histogram, Number(id))))
        }
        height={height}
      />
      <div className={styles.axis} aria-hidden="true">
        <span>{decimal(edges[0])}</span>
        <span>{decimal(edges[edges.length - 1])}</span>
      </div>
    </div>
  );
}
