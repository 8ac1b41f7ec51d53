import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  ErrorAnswerTo,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { isRunning, JobProgress } from '../components/JobProgress';
import { Panel } from '../components/Panel';
import { RowsHidden } from '../components/RowsHidden';
import { useAnswer } from '../components/useAnswer';
import { ChangesView } from './ChangesView';
import { CohortsView } from './CohortsView';
import { ConfusionPanel } from './ConfusionPanel';
import type { ErrorScene } from './errorScene';
import { type View, VIEWS } from './errorViews';
import { Explored } from './Explored';
import { FilterBar } from './FilterBar';
import { GroupPanel } from './GroupPanel';
import { derivedNote, groupWords } from './groupWords';
import { HeatView } from './HeatView';
import { SlicesView } from './SlicesView';
import { TreeView } from './TreeView';
import { TrendView } from './TrendView';
import { KnownFeatures, useExplored } from './useExplored';
import { questionOf, useErrorSelection } from './useErrorSelection';
import styles from './errors.module.css';

/** The errors of one run that has ended. */
export function ErrorsOfRun(props: {
  run: Run;
  /** Runs that it can be put beside. */
  others: readonly Run[];
  model: AssetDetail;
  mayRun: boolean;
}) {
  const { run, others, model, mayRun } = props;
  const api = useApi(greenroomApiRef);
  const [selection, select] = useErrorSelection();
  const answer = useAnswer(
    () => api.getAsset(run.datasetAssetId),
    [api, run.datasetAssetId],
  );
  return (
    <Answered answer={answer} what={`the data set ${run.datasetName}`}>
      {dataset =>
        dataset.allowed.includes('readRows') ? (
          <Explorer
            scene={{ run, others, model, dataset, mayRun, selection, select }}
          />
        ) : (
          <RowsHidden />
        )
      }
    </Answered>
  );
}

/** One selection drives all that stands here. */
function Explorer({ scene }: { scene: ErrorScene }) {
  const { run, selection } = scene;
  // Not of the confusion's cell alone: its other cells must stay to be picked.
  const summary = useExplored(
    run.id,
    questionOf(
      { ...selection, given: undefined, predicted: undefined },
      { type: 'summary' as const },
    ),
    isReading,
  );
  return (
    <>
      <FilterBar scene={scene} />
      <Explored answer={summary} what="the errors" lines={12}>
        {found => (
          <KnownFeatures.Provider value={found.features.length}>
            <Panel
              title={groupWords(found, selection.measure)}
              note={noteOf(found)}
              actions={
                found.hasLoss ? <MeasureChoice scene={scene} /> : undefined
              }
            >
              {found.reading ? (
                <JobProgress
                  job={found.reading}
                  what={`features of the texts and pictures of ${run.datasetName}`}
                  mayRetry={scene.mayRun}
                  onRetried={summary.refetch}
                />
              ) : null}
              <ViewButtons scene={scene} />
            </Panel>
            <ChosenView scene={scene} summary={found} />
            <GroupPanel scene={scene} />
            <ConfusionPanel scene={scene} confusion={found.confusion} />
          </KnownFeatures.Provider>
        )}
      </Explored>
    </>
  );
}

/** More features are to come: the page takes them in by itself. */
function isReading({ reading }: ErrorAnswerTo<'summary'>): boolean {
  return reading !== undefined && isRunning(reading);
}

function noteOf({
  remark,
  features,
}: ErrorAnswerTo<'summary'>): string | undefined {
  const notes = [remark, derivedNote(features)].filter(Boolean);
  return notes.length === 0 ? undefined : notes.join(' ');
}

function ChosenView(props: {
  scene: ErrorScene;
  summary: ErrorAnswerTo<'summary'>;
}) {
  const { scene, summary } = props;
  switch (scene.selection.view) {
    case 'tree':
      return <TreeView scene={scene} />;
    case 'heat':
      return <HeatView scene={scene} features={summary.features} />;
    case 'cohorts':
      return <CohortsView scene={scene} declared={summary.declared} />;
    case 'changes':
      return <ChangesView scene={scene} />;
    case 'trend':
      return <TrendView scene={scene} />;
    default:
      return <SlicesView scene={scene} />;
  }
}

function ViewButtons({ scene }: { scene: ErrorScene }) {
  const { selection, select } = scene;
  return (
    <nav className={styles.views} aria-label="Views of the errors">
      {(Object.keys(VIEWS) as View[]).map(view => (
        <button
          key={view}
          type="button"
          aria-pressed={selection.view === view}
          onClick={() => select({ view })}
        >
          {VIEWS[view]}
        </button>
      ))}
    </nav>
  );
}

function MeasureChoice({ scene }: { scene: ErrorScene }) {
  const { selection, select } = scene;
  return (
    <label className={styles.choice}>
      by
      <select
        value={selection.measure}
        onChange={event =>
          select({ measure: event.target.value === 'loss' ? 'loss' : 'wrong' })
        }
      >
        <option value="wrong">wrong rows</option>
        <option value="loss">loss</option>
      </select>
    </label>
  );
}
