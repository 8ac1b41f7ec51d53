import { Button } from '@backstage/ui';
import type {
  Audit,
  Figure as FigureValue,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../../components/Disclosure';
import { Figure } from '../../components/Figure';
import { count, plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { useAddress } from '../../components/useAddress';
import { nearestPoint, thresholdSentence } from './auditWords';
import { type Band, BandChart } from './BandChart';
import rowStyles from '../../components/rows.module.css';
import styles from './audit.module.css';

type CurvePoint = Audit['curve'][number];

/** Where nobody moved it yet: rows the model finds less likely right than wrong. */
const FIRST_THRESHOLD = 0.5;

const band = (
  curve: readonly CurvePoint[],
  measure: 'precision' | 'recall',
  line: Band['line'],
): Band => ({
  name: measure,
  line,
  points: curve.flatMap(point => {
    const figure = point[measure];
    return figure ? [{ x: point.threshold, figure }] : [];
  }),
});

/** What flagging rows below a score is expected to find, and to miss. */
export function ThresholdSlider(props: { curve: readonly CurvePoint[] }) {
  const curve = [...props.curve].sort((a, b) => a.threshold - b.threshold);
  const [params, goTo] = useAddress();
  if (curve.length === 0) return null;
  const asked = Number(params.get('threshold') ?? FIRST_THRESHOLD);
  const at = nearestPoint(
    curve,
    Number.isFinite(asked) ? asked : FIRST_THRESHOLD,
  );
  const point = curve[at];
  const bands = [
    band(curve, 'precision', 'solid'),
    band(curve, 'recall', 'dashed'),
  ].filter(({ points }) => points.length > 1);
  return (
    <Panel
      title={`${plural(point.flagged, 'row')} ${
        point.flagged === 1 ? 'has' : 'have'
      } a score of at most ${point.threshold.toFixed(2)}`}
      actions={
        <Button
          size="small"
          variant="secondary"
          isDisabled={point.flagged === 0}
          onPress={() =>
            goTo({
              params: {
                view: 'resolver',
                below: String(point.threshold),
                audit: undefined,
                row: undefined,
                threshold: undefined,
              },
            })
          }
        >
          Decide on these rows
        </Button>
      }
    >
      <div className={styles.slider}>
        <label htmlFor="audit-threshold">
          Flag rows with a score of at most (0 is surely wrong)
        </label>
        <input
          id="audit-threshold"
          type="range"
          min={0}
          max={curve.length - 1}
          step={1}
          value={at}
          aria-valuetext={thresholdSentence(point)}
          onChange={event =>
            goTo(
              {
                params: {
                  threshold: String(
                    curve[Number(event.target.value)].threshold,
                  ),
                },
              },
              { replace: true },
            )
          }
        />
        <p role="status">{thresholdSentence(point)}.</p>
      </div>
      {bands.length > 0 ? (
        <>
          <p className={styles.legend}>
            <span>— precision: of the flagged, how many are wrong</span>
            <span>- - recall: of the wrong, how many are flagged</span>
          </p>
          <BandChart
            name="Expected precision and recall over the threshold, with 95 % intervals"
            axis={`score from ${curve[0].threshold.toFixed(2)} to ${curve[
              curve.length - 1
            ].threshold.toFixed(2)}`}
            bands={bands}
            mark={point.threshold}
          />
        </>
      ) : null}
      <Disclosure summary="The same as a table">
        <ScrollRegion name="Expected precision and recall by threshold">
          <table className={rowStyles.table}>
            <thead>
              <tr>
                {['score at most', 'rows flagged', 'precision', 'recall'].map(
                  name => (
                    <th key={name} scope="col" className={rowStyles.number}>
                      {name}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {curve.map(each => (
                <tr key={each.threshold}>
                  <td className={rowStyles.number}>
                    {each.threshold.toFixed(2)}
                  </td>
                  <td className={rowStyles.number}>{count(each.flagged)}</td>
                  <td className={rowStyles.number}>
                    <Known figure={each.precision} />
                  </td>
                  <td className={rowStyles.number}>
                    <Known figure={each.recall} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Disclosure>
    </Panel>
  );
}

function Known(props: { figure: FigureValue | undefined }) {
  return props.figure ? <Figure figure={props.figure} /> : <>not known yet</>;
}
