import type { FlippedSlice } from '@greenroom/backstage-plugin-greenroom-common';
import { Figure } from '../components/Figure';
import { count } from '../components/numbers';
import { Panel } from '../components/Panel';
import { pValue } from '../evaluations/pValue';
import { type Against, flipsFinding } from './changeWords';
import { CohortChips } from './CohortChips';
import { writeCohort } from './cohortText';
import type { ErrorScene } from './errorScene';
import { GroupTable } from './GroupTable';
import { isPicked, PickButton } from './PickButton';
import styles from './errors.module.css';

const SIDES = {
  broken: { name: 'Where rows broke', head: 'broke' },
  fixed: { name: 'Where rows were fixed', head: 'were fixed' },
} as const;
type Flip = keyof typeof SIDES;

/** Rows that were right and are wrong, or the other way round, in groups of their own. */
export function FlipsPanel(props: { scene: ErrorScene; against: Against }) {
  const { scene, against } = props;
  const { flips } = against;
  return (
    <Panel
      title={flipsFinding(flips)}
      note={`p ${pValue(
        flips.pValue,
      )} by McNemar's exact test. Rows flip from right to wrong or back, by whatever the page is measured. A group below has a larger share of them than elsewhere; q is adjusted for all groups tested. Pick one for its rows.`}
    >
      <Flipped scene={scene} flip="broken" slices={flips.brokenSlices} />
      <Flipped scene={scene} flip="fixed" slices={flips.fixedSlices} />
    </Panel>
  );
}

function Flipped(props: {
  scene: ErrorScene;
  flip: Flip;
  slices: readonly FlippedSlice[];
}) {
  const { scene, flip, slices } = props;
  const { name, head } = SIDES[flip];
  if (slices.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>{name}</h3>
      <GroupTable
        name={name}
        what="group"
        figures={['rows', head, 'times average', 'q', 'adds rows']}
      >
        {slices.map(slice => (
          <tr
            key={writeCohort(slice.where)}
            data-selected={isPicked(scene, slice.where)}
          >
            <th scope="row">
              <PickButton scene={scene} cohort={slice.where} rows={flip}>
                <CohortChips cohort={slice.where} />
              </PickButton>
            </th>
            <td className={styles.number}>{count(slice.rows)}</td>
            <td className={styles.number}>
              {count(slice.errors)}, <Figure figure={slice.rate} brief />
            </td>
            <td className={styles.number}>{slice.lift.toFixed(1)}×</td>
            <td className={styles.number}>{pValue(slice.qValue)}</td>
            <td className={styles.number}>+{count(slice.addedErrors)}</td>
          </tr>
        ))}
      </GroupTable>
    </>
  );
}
