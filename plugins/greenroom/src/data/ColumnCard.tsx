import { Skeleton } from '@backstage/ui';
import type {
  ColumnProfile,
  RowFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import { BarList } from '../components/BarList';
import { CellText } from '../components/CellText';
import { Disclosure } from '../components/Disclosure';
import { HistogramBars } from '../components/HistogramBars';
import { count, decimal, plural, share } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { valueText } from './ColumnPicture';
import { type DescribedColumn, kindWords } from './columnWords';
import { withEquals, withRange } from './rowFilters';
import rowStyles from '../components/rows.module.css';
import styles from './data.module.css';

const MOST_VALUES = 6;
const QUANTILES = ['5 %', '25 %', 'median', '75 %', '95 %'];

/** One column: what it is, a picture of its cells that leads to the rows, and the figures behind. */
export function ColumnCard(props: {
  column: DescribedColumn;
  /** Of the whole table. */
  rows?: number;
  isComputing: boolean;
  onFilter: (filter: RowFilter) => void;
}) {
  const { column, rows, isComputing, onFilter } = props;
  const { name, declared, profile, hidden } = column;
  return (
    <section className={styles.card} aria-label={`Column ${name}`}>
      <h3 className={styles.cardTitle}>{name}</h3>
      <p className={styles.muted}>{kindWords(column)}</p>
      {declared?.description ? (
        <p className={styles.muted}>{declared.description}</p>
      ) : null}
      {hidden ? (
        <p className={styles.muted}>
          What it holds is hidden from you as personal data.
        </p>
      ) : null}
      {profile && !hidden ? (
        <>
          <Picture column={profile} onFilter={onFilter} />
          <Facts column={profile} rows={rows} />
          <Behind column={profile} />
        </>
      ) : null}
      {!profile && !hidden && isComputing ? (
        <Skeleton height={104} width="100%" />
      ) : null}
    </section>
  );
}

function Picture(props: {
  column: ColumnProfile;
  onFilter: (filter: RowFilter) => void;
}) {
  const { column, onFilter } = props;
  const { name, histogram, textLength, imageSizes, top = [] } = column;
  if (histogram) {
    return (
      <HistogramBars
        histogram={histogram}
        name={name}
        onPick={range => range && onFilter(withRange({}, name, range))}
      />
    );
  }
  if (imageSizes) {
    return (
      <BarList
        name={`Sizes of the pictures in ${name}`}
        bars={imageSizes.slice(0, MOST_VALUES).map(size => ({
          id: `${size.width} ${size.height}`,
          label: `${size.width} × ${size.height} pixels`,
          count: size.count,
        }))}
      />
    );
  }
  // Every text once says nothing; how long they are does.
  if (textLength && (top.length === 0 || top[0].count === 1)) {
    return (
      <>
        <HistogramBars
          histogram={textLength.histogram}
          name={`characters of ${name}`}
        />
        <p className={styles.muted}>characters of each text</p>
      </>
    );
  }
  return (
    <BarList
      name={`Most frequent values of ${name}; each filters the rows`}
      bars={top.slice(0, MOST_VALUES).map(({ value, count: n }) => ({
        id: valueText(value),
        label: <CellText cell={value} />,
        count: n,
      }))}
      onPick={value =>
        value !== undefined && onFilter(withEquals({}, name, value))
      }
    />
  );
}

function Facts(props: { column: ColumnProfile; rows?: number }) {
  const { column, rows } = props;
  const { nulls, distinct, min, max, mean, textLength } = column;
  const facts: [string, string][] = [
    [
      'missing',
      rows && nulls > 0
        ? `${count(nulls)} (${share(nulls, rows)})`
        : count(nulls),
    ],
  ];
  if (distinct !== undefined) facts.push(['distinct', count(distinct)]);
  if (typeof min === 'number' && typeof max === 'number')
    facts.push(['range', `${decimal(min)} to ${decimal(max)}`]);
  if (mean !== undefined) facts.push(['mean', decimal(mean)]);
  if (textLength)
    facts.push([
      'characters',
      `${count(textLength.min)} to ${count(textLength.max)}, mean ${decimal(
        Math.round(textLength.mean * 10) / 10,
      )}`,
    ]);
  return (
    <dl className={styles.figures}>
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The tables behind the picture. */
function Behind(props: { column: ColumnProfile }) {
  const { name, quantiles, histogram, textLength, top = [] } = props.column;
  const bins = histogram ?? textLength?.histogram;
  if (!bins && top.length === 0) return null;
  return (
    <Disclosure summary="Figures">
      <ScrollRegion name={`Figures of ${name}`} className={styles.tall}>
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">
                {textLength ? 'characters or value' : 'value'}
              </th>
              <th scope="col" className={rowStyles.number}>
                rows
              </th>
            </tr>
          </thead>
          <tbody>
            {bins?.counts.map((n, bin) => (
              <tr key={bins.edges[bin]}>
                <td className={styles.range}>
                  {decimal(bins.edges[bin])} to {decimal(bins.edges[bin + 1])}
                </td>
                <td className={rowStyles.number}>{count(n)}</td>
              </tr>
            ))}
            {top.map(({ value, count: n }) => (
              <tr key={`top ${valueText(value)}`}>
                <td>
                  <CellText cell={value} />
                </td>
                <td className={rowStyles.number}>{count(n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {quantiles ? (
          <p className={styles.muted}>
            Quantiles:{' '}
            {quantiles
              .map((value, index) => `${QUANTILES[index]} ${decimal(value)}`)
              .join(', ')}
          </p>
        ) : null}
        {top.length > 0 ? (
          <p className={styles.muted}>
            {plural(top.length, 'most frequent value')} listed.
          </p>
        ) : null}
      </ScrollRegion>
    </Disclosure>
  );
}
