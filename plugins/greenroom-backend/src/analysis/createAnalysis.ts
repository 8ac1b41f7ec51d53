import type { Router } from 'express';
import { createCompute } from '../compute/createCompute';
import { createComputeShards } from '../compute/createComputeShards';
import { Explorers } from '../compute/Explorers';
import type { Foundation } from '../foundation';
import type { createDecisions } from '../proposals/decisions/createDecisions';
import type { RowsRoom } from '../rows/RowsRoom';
import { AnalysisViews } from './AnalysisViews';
import { analysisKinds, contentKinds } from './analysisKinds';
import { AttributionDesk } from './AttributionDesk';
import type { Messenger } from './verdict';
import { ErrorDesk } from './ErrorDesk';
import { GridOfRuns } from './GridOfRuns';
import { createLabelsRouter } from './labelsRouter';
import { LabelViews } from './LabelViews';
import { planKind, servedPlanKind } from './plan/plan';
import { createAnalysisRouter } from './router';
import { RunComparisonDesk } from './RunComparisonDesk';
import { RunDesk } from './RunDesk';
import { createRunsRouter } from './runsRouter';
import { RunViews } from './RunViews';
import { createVersionsRouter } from './versionsRouter';
import { VersionViews } from './VersionViews';

/** The kinds of jobs that answer questions about versions and runs. */
export function createAnalysisKinds(
  foundation: Foundation,
  rooms: {
    messenger: Messenger;
    planSettled(assetId: string): Promise<void>;
  },
) {
  const { artifacts, selections, storages, executor } = foundation;
  const computeRooms = {
    stores: [artifacts, selections],
    folders: [storages.objects.stagedDirectory],
  };
  const inner = {
    ...foundation,
    messenger: rooms.messenger,
    compute: createCompute(executor, computeRooms),
    computeShards: createComputeShards(executor, computeRooms),
  };
  return {
    ofContent: contentKinds(inner),
    ofVersions: [
      ...analysisKinds(inner),
      planKind(inner, rooms.planSettled),
      servedPlanKind(inner, rooms.planSettled),
    ],
  };
}

/** Runs, labels, errors and versions as they are read, and asked for. */
export function createAnalysis(
  foundation: Foundation,
  rooms: {
    rows: RowsRoom;
    decisions: ReturnType<typeof createDecisions>;
  },
) {
  const { rows, decisions } = rooms;
  const explorers = new Explorers(foundation.limits, [foundation.artifacts]);
  const inner = { ...foundation, rows };
  const labels = new LabelViews({
    ...inner,
    decisions: decisions.stands,
    noiseOf: decisions.noiseOf,
  });
  const errors = new ErrorDesk({ ...inner, explorers });
  const runViews = new RunViews({ ...foundation, honesty: decisions.honesty });
  const routers: readonly Router[] = [
    createAnalysisRouter({
      ...foundation,
      views: new AnalysisViews(foundation),
      runs: runViews,
      comparisons: new RunComparisonDesk({ ...inner, views: runViews }),
      attributions: new AttributionDesk({
        ...inner,
        views: runViews,
        grid: new GridOfRuns(foundation),
      }),
      errors,
    }),
    createRunsRouter({
      ...foundation,
      desk: new RunDesk({ ...foundation, views: runViews }),
    }),
    createLabelsRouter({ ...foundation, views: labels }),
    createVersionsRouter({ ...foundation, views: new VersionViews(inner) }),
  ];
  return {
    labels,
    errors,
    routers,
    close: () => explorers.close(),
  };
}
