import { Button, VisuallyHidden } from '@backstage/ui';
import type {
  Cohort,
  ErrorAnswerTo,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Figure } from '../components/Figure';
import { count, plural, quantity } from '../components/numbers';
import { Panel } from '../components/Panel';
import { pValue } from '../evaluations/pValue';
import { sameCohort } from './cohortText';
import { cohortName } from './cohortWords';
import { DotPlot } from './DotPlot';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { GroupTable } from './GroupTable';
import { isPicked, PickButton } from './PickButton';
import { useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

/** The portal compares as many at once, all rows among them. */
const COHORTS_AT_ONCE = 12;

type Named = { readonly name: string; readonly where: Cohort };
type Told = ErrorAnswerTo<'cohorts'>['cohorts'][number];

/** All rows, the cohorts that the data set declares, and those a person put beside them. */
export function CohortsView(props: {
  scene: ErrorScene;
  declared: readonly Named[];
}) {
  const { scene, declared } = props;
  const { run, selection } = scene;
  const { picked, beside } = selection;
  const cohorts = cohortsShown(declared, [
    ...beside,
    ...(picked.length > 0 ? [picked] : []),
  ]);
  const answer = useExplored(
    run.id,
    questionOf(selection, { type: 'cohorts' as const, cohorts }),
  );
  return (
    <Explored answer={answer} what="the cohorts">
      {told => (
        <Panel
          title={cohortsFinding(told.cohorts)}
          note={
            cohorts.length === 1
              ? 'Pick a slice, a node or a cell, and press Compare to put it beside all rows. Cohorts that the data set declares stand here by themselves.'
              : 'p is against all other rows.'
          }
        >
          <DotPlot
            name="Accuracy of each cohort"
            dots={told.cohorts
              .filter(({ rows }) => rows > 0)
              .map(({ name, accuracy }) => ({ name, figure: accuracy }))}
          />
          <CohortTable scene={scene} cohorts={told.cohorts} />
        </Panel>
      )}
    </Explored>
  );
}

/** Each group of rows once, by the name it was declared with; all rows first. */
export function cohortsShown(
  declared: readonly Named[],
  others: readonly Cohort[],
): Named[] {
  const shown: Named[] = [{ name: 'all rows', where: [] }];
  const named = others.map(where => ({ name: cohortName(where), where }));
  for (const each of [...declared, ...named]) {
    if (!shown.some(({ where }) => sameCohort(where, each.where)))
      shown.push(each);
  }
  return shown.slice(0, COHORTS_AT_ONCE);
}

/** "Worst on slant ≥ 12: 82.0 % right, against 94.1 % of all rows". */
export function cohortsFinding(cohorts: readonly Told[]): string {
  const [all, ...others] = cohorts.filter(({ rows }) => rows > 0);
  if (!all) return 'No row is left';
  const right = (cohort: Told) => quantity(cohort.accuracy.value, 'percent');
  if (others.length === 0)
    return `${right(all)} of ${plural(all.rows, 'row')} right`;
  const worst = others.reduce((a, b) =>
    b.accuracy.value < a.accuracy.value ? b : a,
  );
  return worst.accuracy.value < all.accuracy.value
    ? `Worst on ${worst.name}: ${right(worst)} right, against ${right(
        all,
      )} of all rows`
    : `No cohort is worse than all rows, of which ${right(all)} are right`;
}

function CohortTable(props: { scene: ErrorScene; cohorts: readonly Told[] }) {
  const { scene, cohorts } = props;
  const { beside } = scene.selection;
  const hasLoss = cohorts.some(({ meanLoss }) => meanLoss !== undefined);
  return (
    <GroupTable
      name="Cohorts side by side"
      what="cohort"
      figures={['rows', 'accuracy', ...(hasLoss ? ['mean loss'] : []), 'p']}
      words={[
        'most often',
        <VisuallyHidden key="away">take away</VisuallyHidden>,
      ]}
    >
      {cohorts.map(cohort => (
        <tr key={cohort.name} data-selected={isPicked(scene, cohort.where)}>
          <th scope="row">
            <PickButton scene={scene} cohort={cohort.where}>
              {cohort.name}
            </PickButton>
          </th>
          <td className={styles.number}>{count(cohort.rows)}</td>
          <td className={styles.number}>
            {cohort.rows === 0 ? '' : <Figure figure={cohort.accuracy} brief />}
          </td>
          {hasLoss ? (
            <td className={styles.number}>
              {cohort.meanLoss ? (
                <Figure figure={cohort.meanLoss} unit="plain" brief />
              ) : (
                ''
              )}
            </td>
          ) : null}
          <td className={styles.number}>{pValue(cohort.pValue)}</td>
          <td className={styles.words}>{confusionsWords(cohort.confusions)}</td>
          <td>
            {beside.some(where => sameCohort(where, cohort.where)) ? (
              <Button
                size="small"
                variant="tertiary"
                aria-label={`Take away ${cohort.name}`}
                onPress={() =>
                  scene.select({
                    beside: beside.filter(
                      where => !sameCohort(where, cohort.where),
                    ),
                  })
                }
              >
                Take away
              </Button>
            ) : null}
          </td>
        </tr>
      ))}
    </GroupTable>
  );
}

/** "4 for 9 (12)": of given 4, 12 rows were taken for 9. */
export function confusionsWords(confusions: Told['confusions']): string {
  return confusions
    .map(
      ({ given, predicted, rows }) =>
        `${given} taken for ${predicted} (${count(rows)})`,
    )
    .join(', ');
}
