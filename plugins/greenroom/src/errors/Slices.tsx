import { useSearchParams } from 'react-router-dom';
import type {
  AssetDetail,
  ErrorAnalysis,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { Figure } from '../components/Figure';
import { count } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { SliceDetail } from './SliceDetail';
import { SlicePicture } from './SlicePicture';
import { sliceName } from './sliceWords';
import styles from './errors.module.css';

/** The slices, worst first, as a picture and as the table it stands on. */
export function Slices(props: {
  analysis: ErrorAnalysis;
  run: Run;
  dataset: AssetDetail;
}) {
  const { analysis, run, dataset } = props;
  const [params, setParams] = useSearchParams();
  const slices = analysis.slices ?? [];
  const asked = params.get('slice');
  const picked = slices.findIndex(
    slice => sliceName(slice.predicates) === asked,
  );
  const pick = (index: number) =>
    setParams(before => {
      const next = new URLSearchParams(before);
      if (index === picked) next.delete('slice');
      else next.set('slice', sliceName(slices[index].predicates));
      return next;
    });
  if (slices.length === 0) {
    return (
      <EmptyState title="No slice to show">
        A slice is a group of rows that the model gets wrong more often. Mark
        columns with slice: true in the data set's manifest to search by them.
      </EmptyState>
    );
  }
  return (
    <>
      <SlicePicture
        slices={slices}
        average={analysis.errorRate?.value}
        picked={picked}
        onPick={pick}
      />
      <ScrollRegion name="Slices, worst first">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">slice</th>
              {['rows', 'wrong', 'times average', 'q'].map(name => (
                <th key={name} scope="col" className={styles.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {slices.map((slice, index) => (
              <tr
                key={sliceName(slice.predicates)}
                data-selected={index === picked}
              >
                <th scope="row">
                  <button
                    type="button"
                    className={styles.slice}
                    aria-pressed={index === picked}
                    onClick={() => pick(index)}
                  >
                    {slice.predicates.map(({ feature, value }) => (
                      <span key={feature} className={styles.chip}>
                        {feature} <strong>{value}</strong>
                      </span>
                    ))}
                  </button>
                </th>
                <td className={styles.number}>{count(slice.size)}</td>
                <td className={styles.number}>
                  <Figure figure={slice.errorRate} brief />
                </td>
                <td className={styles.number}>{slice.lift.toFixed(1)}×</td>
                <td className={styles.number}>
                  {slice.qValue < 0.0001 ? '< 0.0001' : slice.qValue.toFixed(4)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {picked === -1 ? null : (
        <SliceDetail slice={slices[picked]} run={run} dataset={dataset} />
      )}
    </>
  );
}
