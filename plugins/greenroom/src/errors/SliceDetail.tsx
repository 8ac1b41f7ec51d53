import { Link } from 'react-router-dom';
import type {
  AssetDetail,
  Run,
  Slice,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../components/numbers';
import { RowsTable } from '../components/RowsTable';
import { useAssetHref } from '../components/useAssetHref';
import { sliceFilter, sliceName } from './sliceWords';
import styles from './errors.module.css';

/** One slice: how sure it is, what else says the same, its wrong rows, and what to do. */
export function SliceDetail(props: {
  slice: Slice;
  run: Run;
  dataset: AssetDetail;
}) {
  const { slice, run, dataset } = props;
  const href = useAssetHref();
  const name = sliceName(slice.predicates);
  const filter = sliceFilter(slice, dataset);
  const mayRead = dataset.allowed.includes('readRows');
  return (
    <section className={styles.detail} aria-label={`Slice ${name}`}>
      <h3 className={styles.part}>{name}</h3>
      <p>
        {count(slice.errors)} of {count(slice.size)} rows wrong,{' '}
        {slice.lift.toFixed(1)} times the average; p{' '}
        {slice.pValue.toPrecision(2)}, q {slice.qValue.toPrecision(2)} after
        correction for all slices tried.
      </p>
      {slice.sameRowsAs.length > 0 ? (
        <p className={styles.muted}>
          The same rows as {slice.sameRowsAs.map(sliceName).join('; ')}.
        </p>
      ) : null}
      <p>
        What to do:{' '}
        <Link className={styles.link} to={href(dataset.entityRef, 'labels')}>
          resolve doubtful labels of {dataset.title}
        </Link>
      </p>
      {filter && mayRead ? (
        <RowsTable
          versionId={run.datasetVersionId}
          runId={run.id}
          filter={filter}
          name={`Wrong rows of ${name}`}
        />
      ) : null}
      {!filter && mayRead ? (
        <p className={styles.muted}>
          This slice takes a range or a computed feature, by which rows cannot
          be listed yet; below are all wrong rows, by class.
        </p>
      ) : null}
    </section>
  );
}
