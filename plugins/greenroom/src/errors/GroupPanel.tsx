import { Button } from '@backstage/ui';
import type { ErrorAnswerTo } from '@greenroom/backstage-plugin-greenroom-common';
import { Figure } from '../components/Figure';
import { Panel } from '../components/Panel';
import { pValue } from '../evaluations/pValue';
import { AdviceList } from './AdviceList';
import { bothCohorts, sameCohort, writeCohort } from './cohortText';
import { cohortName } from './cohortWords';
import { confusionsWords } from './CohortsView';
import type { ErrorScene } from './errorScene';
import { CollectRows } from './CollectRows';
import { Explored } from './Explored';
import { GroupRows } from './GroupRows';
import { groupWords } from './groupWords';
import { HoldWithGate } from './HoldWithGate';
import { KeepCohort } from './KeepCohort';
import { useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

type Told = ErrorAnswerTo<'cohorts'>['cohorts'][number];

/** The group that was picked, whatever view it was picked in: how wrong it is, what to do about it, and its rows. */
export function GroupPanel({ scene }: { scene: ErrorScene }) {
  const { run, selection } = scene;
  const { picked } = selection;
  const answer = useExplored(
    run.id,
    questionOf(selection, {
      type: 'cohorts' as const,
      cohorts: [{ name: 'picked', where: picked }],
    }),
  );
  return (
    <Explored answer={answer} what="the picked rows" lines={8}>
      {({ cohorts: [group] }) => (
        <Panel
          title={groupTitle(scene, group)}
          actions={picked.length > 0 ? <Steps scene={scene} /> : undefined}
        >
          <Facts group={group} />
          {isNarrowed(scene) && group.rows > 0 ? (
            <AdviceList scene={scene} />
          ) : null}
          {selection.where.length + picked.length > 0 ? (
            <>
              <KeepCohort scene={scene} />
              <CollectRows scene={scene} />
              {group.rows > 0 ? (
                <HoldWithGate
                  key={writeCohort(bothCohorts(selection.where, picked))}
                  scene={scene}
                  group={group}
                />
              ) : null}
            </>
          ) : null}
          <h3 className={styles.part}>The rows behind it</h3>
          <GroupRows
            scene={scene}
            name={`Rows of ${cohortName([...selection.where, ...picked])}`}
          />
        </Panel>
      )}
    </Explored>
  );
}

/** "12 ≤ slant < 24: 75 of 412 rows wrong (18.2 %)". */
function groupTitle({ selection }: ErrorScene, group: Told): string {
  const { where, picked, measure } = selection;
  return `${cohortName(bothCohorts(where, picked))}: ${groupWords(
    group,
    measure,
  )}`;
}

/** Is it about less than the whole run? */
function isNarrowed({ selection }: ErrorScene): boolean {
  const { where, picked, given, predicted } = selection;
  return (
    where.length + picked.length > 0 ||
    given !== undefined ||
    predicted !== undefined
  );
}

/** What can be done with a picked group. */
function Steps({ scene }: { scene: ErrorScene }) {
  const { selection, select } = scene;
  const { where, picked, beside } = selection;
  const compared = beside.some(each => sameCohort(each, picked));
  return (
    <div className={styles.choices}>
      <Button
        size="small"
        variant="secondary"
        onPress={() =>
          select({ where: bothCohorts(where, picked), picked: [] })
        }
      >
        Use as filter
      </Button>
      <Button
        size="small"
        variant="secondary"
        onPress={() =>
          select({
            beside: compared ? beside : [...beside, picked],
            view: 'cohorts',
          })
        }
      >
        Compare
      </Button>
      <Button
        size="small"
        variant="secondary"
        onPress={() => select({ view: 'trend' })}
      >
        Over versions
      </Button>
      <Button
        size="small"
        variant="tertiary"
        onPress={() => select({ picked: [] })}
      >
        Let go
      </Button>
    </div>
  );
}

function Facts({ group }: { group: Told }) {
  if (group.rows === 0) return null;
  const { accuracy, meanLoss, pValue: p, confusions } = group;
  return (
    <p>
      <Figure figure={accuracy} brief /> right
      {meanLoss ? (
        <>
          , mean loss <Figure figure={meanLoss} unit="plain" brief />
        </>
      ) : null}
      {p === undefined ? null : `; p ${pValue(p)} against all other rows`}
      {confusions.length > 0
        ? `. Most often ${confusionsWords(confusions)}.`
        : '.'}
    </p>
  );
}
