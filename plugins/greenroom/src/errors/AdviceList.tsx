import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type { Advice } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { useAugmentHref } from '../augment/useAugmentHref';
import { CopyButton } from '../components/CopyButton';
import { count } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import { useRowsHref } from '../labels/map/useRowsHref';
import { CAUSE_NAMES, strengthWord } from './adviceWords';
import { bothCohorts, writeCohort } from './cohortText';
import { cohortName } from './cohortWords';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { explore, useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

/** As many rows fit into a link. */
const LINKED_ROWS = 100;

/** What would mend the picked rows: why, how sure that is, and the step itself. */
export function AdviceList({ scene }: { scene: ErrorScene }) {
  const { run, selection } = scene;
  const answer = useExplored(
    run.id,
    questionOf(selection, { type: 'advice' as const }, selection.picked),
  );
  return (
    <section>
      <h3 className={styles.part}>What to do</h3>
      <Explored answer={answer} what="what to do" lines={2}>
        {({ advice }) =>
          advice.length === 0 ? (
            <p className={styles.muted}>
              Nothing in these rows tells why they are wrong: look at them
              below.
            </p>
          ) : (
            <ol className={styles.advice}>
              {advice.map(each => (
                <li key={each.cause}>
                  <strong>{CAUSE_NAMES[each.cause]}</strong>{' '}
                  <span className={styles.muted}>
                    ({strengthWord(each.strength)})
                  </span>
                  : {each.because}
                  <Step scene={scene} action={each.action} />
                </li>
              ))}
            </ol>
          )
        }
      </Explored>
    </section>
  );
}

function Step(props: { scene: ErrorScene; action: Advice['action'] }) {
  const { scene, action } = props;
  const { run, dataset, selection } = scene;
  const augmentHref = useAugmentHref();
  const cohort = bothCohorts(selection.where, selection.picked);
  switch (action) {
    case 'resolveLabels':
      return <ResolveLink scene={scene} />;
    case 'gateCohort':
      return (
        <p>
          Hold it with a gate, below: a version that is right about fewer of
          these rows is then stopped.
        </p>
      );
    case 'collectRows':
      return (
        <p>
          Ask for more rows with {cohortName(cohort)}, below: the request stands
          in the manifest of {dataset.title} until they are there. The trend
          shows whether it helped.{' '}
          <CopyButton text={writeCohort(cohort)}>
            Copy the description
          </CopyButton>
        </p>
      );
    case 'augment':
      return (
        <p>
          <Link className={styles.link} to={augmentHref(dataset, cohort)}>
            Make more rows out of those with {cohortName(cohort)}
          </Link>{' '}
          that the model is trained on, never out of {run.split}. The trend
          shows whether it helped.
        </p>
      );
    default:
      return (
        <p>
          More of the same rows will not help here: try features that tell these
          rows apart, or a larger model, and compare the runs.
        </p>
      );
  }
}

/** The doubtful labels among the wrong rows of the group, side by side. */
function ResolveLink({ scene }: { scene: ErrorScene }) {
  const { run, dataset, selection } = scene;
  const api = useApi(greenroomApiRef);
  const href = useAssetHref();
  const rowsHref = useRowsHref(dataset, { id: run.datasetVersionId });
  const question = questionOf(
    selection,
    { type: 'keys' as const, wrong: true, limit: LINKED_ROWS },
    selection.picked,
  );
  const mayRead = dataset.allowed.includes('readRows');
  const answer = useAnswer(
    async () => (mayRead ? explore(api, run.id, question) : undefined),
    [api, run.id, mayRead, JSON.stringify(question)],
    { keep: true, settled: true },
  );
  if (answer.state === 'loading') return null;
  const found = answer.state === 'ready' ? answer.value : undefined;
  const to = found && rowsHref(found.keys, 'grid');
  return (
    <p>
      <Link
        className={styles.link}
        to={
          to ??
          `${href(dataset.entityRef, 'labels', {
            version: run.datasetVersionId,
          })}&view=resolver`
        }
      >
        Resolve the doubtful labels{' '}
        {found && found.total > LINKED_ROWS
          ? `among the first ${count(LINKED_ROWS)} of these rows`
          : 'among these rows'}
      </Link>
    </p>
  );
}
