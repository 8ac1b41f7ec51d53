import type {
  ErrorAnswerTo,
  ErrorFeature,
  ErrorMeasure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { cohortName } from './cohortWords';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { featureName, rateWords, surelyAtLeast } from './groupWords';
import { isPicked } from './PickButton';
import { rateCells, RateMap } from './RateMap';
import { useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

/** Errors by the values of one feature, or of two. */
export function HeatView(props: {
  scene: ErrorScene;
  features: readonly ErrorFeature[];
}) {
  const { scene, features } = props;
  const { x, y } = scene.selection;
  const across = x ?? mostUneven(features)?.name;
  if (across === undefined) {
    return (
      <EmptyState title="No feature to look at errors by">
        Mark columns with slice: true in the data set's manifest: the heat map
        shows the errors by their values.
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.choices}>
        <FeatureChoice
          name="across"
          features={features}
          value={across}
          onChange={next => scene.select({ x: next, picked: [] })}
        />
        <FeatureChoice
          name="down"
          none="nothing"
          features={features.filter(({ name }) => name !== across)}
          value={y === across ? undefined : y}
          onChange={next => scene.select({ y: next, picked: [] })}
        />
      </div>
      <Heat scene={scene} x={across} y={y === across ? undefined : y} />
    </>
  );
}

function Heat(props: { scene: ErrorScene; x: string; y?: string }) {
  const { scene, x, y } = props;
  const { run, selection } = scene;
  const answer = useExplored(
    run.id,
    questionOf(selection, { type: 'heat' as const, x, y }),
  );
  return (
    <Explored answer={answer} what="the heat map">
      {heat => (
        <Panel title={heatFinding(heat, selection.measure)}>
          <RateMap
            heat={heat}
            measure={selection.measure}
            isPicked={cohort => isPicked(scene, cohort)}
            onPick={cohort =>
              scene.select({ picked: isPicked(scene, cohort) ? [] : cohort })
            }
          />
        </Panel>
      )}
    </Explored>
  );
}

/** "31.0 % wrong where 12 ≤ slant < 24, of 52 rows: the worst cell". */
export function heatFinding(
  heat: ErrorAnswerTo<'heat'>,
  measure: ErrorMeasure,
): string {
  const cells = rateCells(heat)
    .flat()
    .filter(({ group }) => group.rows > 0);
  if (cells.length === 0) return 'No row is left';
  const worst = cells.reduce((a, b) =>
    surelyAtLeast(b.group) > surelyAtLeast(a.group) ? b : a,
  );
  return `${rateWords(worst.group, measure)} where ${cohortName(
    worst.cohort,
  )}, of ${plural(worst.group.rows, 'row')}: the worst cell`;
}

/** The feature one of whose values is surely the worst of all. */
function mostUneven(
  features: readonly ErrorFeature[],
): ErrorFeature | undefined {
  const worst = ({ values }: ErrorFeature) =>
    Math.max(0, ...values.map(surelyAtLeast));
  return features.reduce<ErrorFeature | undefined>(
    (best, each) => (best && worst(best) >= worst(each) ? best : each),
    undefined,
  );
}

function FeatureChoice(props: {
  name: string;
  features: readonly ErrorFeature[];
  value?: string;
  /** What stands for no feature; without it there must be one. */
  none?: string;
  onChange: (feature: string | undefined) => void;
}) {
  const { name, features, value, none, onChange } = props;
  return (
    <label className={styles.choice}>
      {name}
      <select
        value={value ?? ''}
        onChange={event => onChange(event.target.value || undefined)}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {features.map(feature => (
          <option key={feature.name} value={feature.name}>
            {featureName(feature)}
          </option>
        ))}
      </select>
    </label>
  );
}
