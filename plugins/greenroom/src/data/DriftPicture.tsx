import type { ColumnDrift } from '@greenroom/backstage-plugin-greenroom-common';
import { share } from '../components/numbers';
import { axisEnds } from './driftWords';
import chartStyles from '../components/charts.module.css';
import styles from './data.module.css';

const WIDTH = 240;
const HEIGHT = 80;
const MOST_CATEGORIES = 6;

/** Both distributions over one another: an outline for before, bars for after. */
export function DriftPicture(props: { drift: ColumnDrift }) {
  const { drift } = props;
  return drift.kind === 'number' ? (
    <Numbers drift={drift} />
  ) : (
    <Categories drift={drift} />
  );
}

/** Shares of both sides, bin by bin; the largest of all is 1. */
function heights({ bins, n }: ColumnDrift) {
  const shares = bins.map(({ from, to }) => ({
    from: n.from === 0 ? 0 : from / n.from,
    to: n.to === 0 ? 0 : to / n.to,
  }));
  const most = Math.max(...shares.flatMap(({ from, to }) => [from, to]), 1e-9);
  return shares.map(({ from, to }) => ({ from: from / most, to: to / most }));
}

function Numbers(props: { drift: ColumnDrift }) {
  const { drift } = props;
  const { bins, column } = drift;
  const [first, last] = axisEnds(drift);
  const step = WIDTH / Math.max(1, bins.length);
  const at = heights(drift);
  const outline = at
    .map(
      ({ from }, index) =>
        `${index === 0 ? `M0 ${HEIGHT}` : ''}V${(
          HEIGHT -
          from * (HEIGHT - 4)
        ).toFixed(1)}H${((index + 1) * step).toFixed(1)}`,
    )
    .join('');
  return (
    <div>
      <svg
        className={styles.drift}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Distribution of ${column} before and after; the figures stand below`}
      >
        {at.map(({ to }, index) => (
          <rect
            key={bins[index].label}
            x={index * step}
            y={HEIGHT - to * (HEIGHT - 4)}
            width={Math.max(0.5, step - 1)}
            height={to * (HEIGHT - 4)}
          />
        ))}
        <path d={`${outline}V${HEIGHT}`} />
      </svg>
      <div className={chartStyles.axis} aria-hidden="true">
        <span>{first}</span>
        <span>{last}</span>
      </div>
    </div>
  );
}

function Categories(props: { drift: ColumnDrift }) {
  const { drift } = props;
  const { bins, n, column } = drift;
  const at = heights(drift);
  // What moved most is what the eye should meet.
  const order = bins
    .map((_, index) => index)
    .sort(
      (a, b) =>
        Math.abs(at[b].to - at[b].from) - Math.abs(at[a].to - at[a].from),
    )
    .slice(0, MOST_CATEGORIES)
    .sort((a, b) => a - b);
  return (
    <>
      <ul className={styles.categories} aria-label={`Shares of ${column}`}>
        {order.map(index => (
          <li key={bins[index].label}>
            <span className={styles.category}>
              {bins[index].label === '' ? 'none' : bins[index].label}
            </span>
            <span className={styles.pair} aria-hidden="true">
              <span
                className={styles.pairTo}
                style={{ width: `${at[index].to * 100}%` }}
              />
              <span
                className={styles.pairFrom}
                style={{ width: `${at[index].from * 100}%` }}
              />
            </span>
            <span className={styles.pairWords}>
              {share(bins[index].from, n.from)} → {share(bins[index].to, n.to)}
            </span>
          </li>
        ))}
      </ul>
      {bins.length > MOST_CATEGORIES ? (
        <p className={styles.muted}>
          The {MOST_CATEGORIES} that moved most of {bins.length}.
        </p>
      ) : null}
    </>
  );
}
