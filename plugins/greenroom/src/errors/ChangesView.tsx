import type {
  ChangedSlice,
  ErrorAnswerTo,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Delta } from '../components/Delta';
import { EmptyState } from '../components/EmptyState';
import { Figure } from '../components/Figure';
import { count } from '../components/numbers';
import { Panel } from '../components/Panel';
import { pValue } from '../evaluations/pValue';
import { runName } from '../evaluations/runWords';
import { ChangePicture } from './ChangePicture';
import {
  type Against,
  changesFinding,
  OUTCOMES,
  partsWords,
} from './changeWords';
import { CohortChips } from './CohortChips';
import { writeCohort } from './cohortText';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { FlipsPanel } from './FlipsPanel';
import { GroupTable } from './GroupTable';
import { measureUnit } from './groupWords';
import { isPicked, PickButton } from './PickButton';
import { useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

/** What got worse and better since another run: slices, by model or by data, and rows that flipped. */
export function ChangesView({ scene }: { scene: ErrorScene }) {
  const { run, selection } = scene;
  const answer = useExplored(
    run.id,
    questionOf(selection, { type: 'changes' as const, from: selection.from }),
  );
  return (
    <Explored answer={answer} what="what changed" lines={8}>
      {({ after, against, remark }) =>
        against ? (
          <>
            <Changed
              scene={scene}
              after={after}
              against={against}
              remark={remark}
            />
            <FlipsPanel scene={scene} against={against} />
          </>
        ) : (
          <>
            <RunChoice scene={scene} />
            <EmptyState title={remark ?? 'There is no other run'}>
              This view shows which slices got worse or better since another run
              on the same split, by the model or by the data.
            </EmptyState>
          </>
        )
      }
    </Explored>
  );
}

function Changed(props: {
  scene: ErrorScene;
  after: ErrorAnswerTo<'changes'>['after'];
  against: Against;
  remark?: string;
}) {
  const { scene, after, against, remark } = props;
  const { slices } = against;
  const unit = measureUnit(scene.selection.measure);
  return (
    <Panel
      title={changesFinding({ after, against }, unit)}
      note={`${changesNote(against, unit)}${remark ? ` ${remark}` : ''}`}
      actions={<RunChoice scene={scene} runId={against.runId} />}
    >
      {slices.length === 0 ? (
        <p className={styles.muted}>
          In neither run is a group of rows worse than the rest by more than
          chance, and the rows that flipped gather in none.
        </p>
      ) : (
        <>
          <ChangePicture slices={slices} unit={unit} />
          <GroupTable
            name="Slices before and now"
            what="slice"
            figures={['rows', 'before', 'now', 'change', 'p']}
            words={['outcome', 'moved by']}
          >
            {slices.map(slice => (
              <ChangedRow
                key={writeCohort(slice.where)}
                scene={scene}
                slice={slice}
              />
            ))}
          </GroupTable>
        </>
      )}
    </Panel>
  );
}

/** What moved the whole, and on which rows slices are found and measured. */
function changesNote(
  { change, foundOn, measured, slices }: Against,
  unit: Parameters<typeof partsWords>[1],
): string {
  const parts = change && partsWords(change.parts, unit);
  const rows =
    measured.before === measured.after
      ? `${count(measured.after)} rows`
      : `${count(measured.before)} rows before and ${count(
          measured.after,
        )} now`;
  const sentences = [
    ...(parts ? [`All rows: moved by ${parts}`] : []),
    foundOn === 'half'
      ? `Slices are found on one half of the keys and measured on the other, ${rows}`
      : `There are too few rows or errors to find slices on one half and measure them on the other: both is done on ${rows}, so that changes look larger than they are`,
    ...(slices.length > 1
      ? [`p is adjusted for all ${count(slices.length)} slices`]
      : []),
  ];
  return `${sentences.join('. ')}.`;
}

function ChangedRow(props: { scene: ErrorScene; slice: ChangedSlice }) {
  const { scene, slice } = props;
  const { where, before, after, change, outcome } = slice;
  const unit = measureUnit(scene.selection.measure);
  return (
    <tr data-selected={isPicked(scene, where)}>
      <th scope="row">
        <PickButton scene={scene} cohort={where}>
          <CohortChips cohort={where} />
        </PickButton>
      </th>
      <td className={styles.number}>
        {before.rows === after.rows
          ? count(after.rows)
          : `${count(before.rows)} → ${count(after.rows)}`}
      </td>
      {[before, after].map((group, i) => (
        <td key={i} className={styles.number}>
          {group.rows === 0 ? (
            <span className={styles.muted}>no rows</span>
          ) : (
            <Figure figure={group.rate} unit={unit} brief />
          )}
        </td>
      ))}
      <td className={styles.number}>
        {change ? <Delta delta={change} unit={unit} better="less" /> : null}
      </td>
      <td className={styles.number}>{pValue(change?.holmP)}</td>
      <td>{OUTCOMES[outcome]}</td>
      <td>{change ? partsWords(change.parts, unit) : ''}</td>
    </tr>
  );
}

/** Which run this one is put beside; the one before where nothing is chosen. */
function RunChoice(props: { scene: ErrorScene; runId?: string }) {
  const { scene, runId } = props;
  const { others, select } = scene;
  if (others.length === 0) return null;
  return (
    <label className={styles.choice}>
      since
      <select
        value={runId ?? ''}
        onChange={event => select({ from: event.target.value || undefined })}
      >
        {runId === undefined ? <option value="">choose a run</option> : null}
        {others.map(each => (
          <option key={each.id} value={each.id}>
            {runName(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
