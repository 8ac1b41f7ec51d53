import type {
  ErrorAnswerTo,
  ErrorMeasure,
  ExploredSlice,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { Figure } from '../components/Figure';
import { count } from '../components/numbers';
import { Panel } from '../components/Panel';
import { pValue } from '../evaluations/pValue';
import { CohortChips } from './CohortChips';
import { writeCohort } from './cohortText';
import { cohortName } from './cohortWords';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { GroupTable } from './GroupTable';
import { MEASURE_NAMES, measureUnit, rateWords } from './groupWords';
import { isPicked, PickButton } from './PickButton';
import { SlicePicture } from './SlicePicture';
import { useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

/** Below this false discovery rate a slice is said to be a finding. */
const FINDING_Q = 0.05;
/** Below this chance, adjusted for all that were tried on them, other rows confirm a slice. */
const CONFIRMED_P = 0.05;

/** The groups of rows the model gets wrong more often, worst first: as a picture, and as the table it stands on. */
export function SlicesView({ scene }: { scene: ErrorScene }) {
  const { run, selection } = scene;
  const answer = useExplored(
    run.id,
    questionOf(selection, {
      type: 'slices' as const,
      order: selection.order,
      search: selection.search,
    }),
  );
  return (
    <Explored answer={answer} what="the slices" lines={8}>
      {found =>
        found.slices.length === 0 ? (
          <>
            <SliceChoices scene={scene} />
            <EmptyState title={found.remark ?? 'No slice to show'}>
              A slice is a group of rows that the model gets wrong more often.
              Mark columns with slice: true in the data set's manifest to search
              by them, or take a condition off the filter.
            </EmptyState>
          </>
        ) : (
          <Found scene={scene} found={found} />
        )
      }
    </Explored>
  );
}

/** The title: the worst slice that is unlikely to be chance, by the rows it was found on or by others. */
export function slicesFinding(
  slices: readonly ExploredSlice[],
  measure: ErrorMeasure,
): string {
  const worst = slices.find(
    slice => slice.qValue < FINDING_Q || isConfirmed(slice),
  );
  if (!worst) return 'No slice is worse than the rest by more than chance';
  const where = `${rateWords(worst, measure)} where ${cohortName(worst.where)}`;
  return `${where}: ${worst.lift.toFixed(1)} times the average${
    isConfirmed(worst) ? ', confirmed' : ''
  }`;
}

function Found(props: { scene: ErrorScene; found: ErrorAnswerTo<'slices'> }) {
  const { scene, found } = props;
  const { slices, all } = found;
  const confirmedOn = slices.some(({ confirmed }) => confirmed)
    ? found.confirmedOn
    : undefined;
  const { measure } = scene.selection;
  return (
    <Panel
      title={slicesFinding(slices, measure)}
      note={slicesNote(found, scene.run.split)}
      actions={<SliceChoices scene={scene} />}
    >
      <SlicePicture
        slices={slices}
        average={all.rate.value}
        unit={measureUnit(measure)}
        isPicked={cohort => isPicked(scene, cohort)}
        onPick={cohort =>
          scene.select({ picked: isPicked(scene, cohort) ? [] : cohort })
        }
      />
      <GroupTable
        name="Slices, worst first"
        what="slice"
        figures={[
          'rows',
          MEASURE_NAMES[measure],
          'times average',
          'q',
          'adds errors',
          ...(confirmedOn ? ['on other rows'] : []),
        ]}
      >
        {slices.map(slice => (
          <SliceRow
            key={writeCohort(slice.where)}
            scene={scene}
            slice={slice}
            confirmedOn={confirmedOn}
          />
        ))}
      </GroupTable>
    </Panel>
  );
}

const TESTS = {
  'fisher-exact': "Fisher's exact test",
  welch: "Welch's test",
} as const;

/** On which rows slices were found, by which test, and on which they were confirmed. */
function slicesNote(found: ErrorAnswerTo<'slices'>, split: string): string {
  const { all, foundOn, confirmedOn, test, tested, remark } = found;
  const searched = `${count(all.rows)} rows of ${split}`;
  const sentences = [
    foundOn === 'half'
      ? `Found on ${searched}, a half by their keys, and confirmed on ${confirmedOn}; the rows behind a slice are those of both`
      : `Found on ${searched}${
          confirmedOn ? `, and confirmed on ${confirmedOn}` : ''
        }`,
    `q is ${TESTS[test]} against all other rows, adjusted for all ${count(
      tested,
    )} slices tested`,
  ];
  return `${sentences.join('. ')}.${remark ? ` ${remark}` : ''}`;
}

/** In which order slices stand, and whether rows are kept apart to confirm them. */
function SliceChoices({ scene }: { scene: ErrorScene }) {
  const { selection, select } = scene;
  return (
    <div className={styles.choices}>
      <label className={styles.choice}>
        ordered by
        <select
          value={selection.order}
          onChange={event =>
            select({
              order: event.target.value === 'score' ? 'score' : 'added',
            })
          }
        >
          <option value="added">what each adds</option>
          <option value="score">score</option>
        </select>
      </label>
      <label className={styles.choice}>
        among
        <select
          value={selection.search}
          onChange={event =>
            select({ search: event.target.value === 'all' ? 'all' : 'half' })
          }
        >
          <option value="half">rows apart from those that confirm</option>
          <option value="all">all rows</option>
        </select>
      </label>
    </div>
  );
}

function SliceRow(props: {
  scene: ErrorScene;
  slice: ExploredSlice;
  confirmedOn?: string;
}) {
  const { scene, slice, confirmedOn } = props;
  const { measure } = scene.selection;
  const unit = measureUnit(measure);
  return (
    <tr data-selected={isPicked(scene, slice.where)}>
      <th scope="row">
        <PickButton scene={scene} cohort={slice.where}>
          <CohortChips cohort={slice.where} />
        </PickButton>
        {slice.sameRowsAs.length > 0 ? (
          <span className={styles.same}>
            the same rows as {slice.sameRowsAs.map(cohortName).join('; ')}
          </span>
        ) : null}
      </th>
      <td className={styles.number}>{count(slice.rows)}</td>
      <td className={styles.number}>
        <Figure figure={slice.rate} unit={unit} brief />
      </td>
      <td className={styles.number}>{slice.lift.toFixed(1)}×</td>
      <td className={styles.number}>{pValue(slice.qValue)}</td>
      <td className={styles.number}>
        {measure === 'wrong'
          ? `+${count(slice.addedErrors)}`
          : `+${slice.addedErrors.toFixed(1)}`}
      </td>
      {confirmedOn ? (
        <td className={styles.number}>
          <Confirmed slice={slice} measure={measure} />
        </td>
      ) : null}
    </tr>
  );
}

/** What rows that were not searched say of the slice. */
function Confirmed(props: { slice: ExploredSlice; measure: ErrorMeasure }) {
  const { slice, measure } = props;
  const { confirmed } = slice;
  if (!confirmed) return <span className={styles.muted}>not looked at</span>;
  if (confirmed.rows === 0)
    return <span className={styles.muted}>no such rows</span>;
  return (
    <>
      {isConfirmed(slice) ? 'confirmed' : 'not confirmed'},{' '}
      <Figure figure={confirmed.rate} unit={measureUnit(measure)} brief />
      <span className={styles.muted}>
        {' '}
        of {count(confirmed.rows)}, p {pValue(confirmed.holmP)}
      </span>
    </>
  );
}

function isConfirmed({ confirmed }: ExploredSlice): boolean {
  return (
    confirmed !== undefined &&
    confirmed.lift > 1 &&
    confirmed.holmP < CONFIRMED_P
  );
}
