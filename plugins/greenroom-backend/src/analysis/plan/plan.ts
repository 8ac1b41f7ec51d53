import type { DatasetSide, ModelSide, Unanswered } from '@greenroom/change';
import path from 'node:path';
import type { JobContext } from '../../jobs/JobKind';
import type { Stage } from '../../storage/Stage';
import { tryAgain } from '../../storage/tryAgain';
import type { AnalysisKind, AnalysisRooms } from '../AnalysisRooms';
import type { ServingRooms } from '../askServer';
import type { PlanAnswer, PlanInput } from '../compute/plan';
import { FileError } from '../FileError';
import { namedInRepository } from '../namedInRepository';
import {
  type AskedServers,
  askUnanswered,
  withAsked,
  withReasons,
} from './askUnanswered';
import { type PlacedSides, type PlanSide, PlanSides } from './PlanSide';
import { type PlanPayload, printOf, runsOf } from './planQuestion';
import type { PlanResult } from './PlanResult';
import { stageDataset, stageModel, withStages } from './stageSides';

/** Both sides of an asset, read; `after` is the same object where nothing of it changes. */
type ReadSides = {
  readonly assetId: string;
  readonly path: string;
  readonly before?: PlanSide;
  readonly after?: PlanSide;
};

type Settled = (assetId: string) => Promise<void>;
type Work = Omit<JobContext<unknown>, 'payload'>;
/** Asks servers about rows that a computation left in a folder. */
type Ask = (
  unanswered: readonly Unanswered[],
  of: {
    readonly input: PlanInput;
    readonly folder: string;
    readonly models: readonly ReadSides[];
    readonly work: Work;
  },
) => Promise<AskedServers>;

/** What one asset would be after a pull request, and what that does: the engine of `greenroom plan`, over staged files. */
export function planKind(rooms: AnalysisRooms, settled: Settled): AnalysisKind {
  return () => ({
    ...ends(settled),
    kind: 'plan',
    lane: 'compute',
    run: context => planned(rooms, context),
  });
}

/** The same where the change bears on a model that a server runs: it is asked about rows of which nothing is known. */
export function servedPlanKind(
  rooms: AnalysisRooms & ServingRooms,
  settled: Settled,
): AnalysisKind {
  return () => ({
    ...ends(settled),
    kind: 'served-plan',
    lane: 'effect',
    run: context =>
      planned(rooms, context, (unanswered, { models, ...of }) =>
        askUnanswered(rooms, unanswered, {
          ...of,
          assetOf: name =>
            models.find(each => bothOf(each)[0]?.manifest.name === name)!
              .assetId,
        }),
      ),
  });
}

function ends(settled: Settled) {
  return {
    again: tryAgain,
    committed: (_result: PlanResult, { assetId }: PlanPayload) =>
      settled(assetId),
    failed: (_error: Error, { assetId }: PlanPayload) => settled(assetId),
  };
}

async function planned(
  rooms: AnalysisRooms,
  { payload, ...work }: JobContext<PlanPayload>,
  ask?: Ask,
): Promise<PlanResult> {
  work.progress(0.02, 'Reading what git declares');
  const sides = new PlanSides(rooms);
  const datasets = await readAll(sides, payload.datasets);
  const models = await readAll(sides, payload.models);
  work.progress(0.05, 'Fetching the files');
  return withStages(
    rooms,
    [...new Set([...datasets, ...models].flatMap(bothOf))],
    work.signal,
    async stages => {
      const input = await staged(rooms, payload, datasets, models, stages);
      return answered(rooms, input, { work, models, datasets, ask }).catch(
        error => {
          throw namedIn(error, stages);
        },
      );
    },
  );
}

/** Of the rows before, then of those after that the model reads otherwise. */
const MOST_QUESTIONS = 2;

/** The plan; where a server has more to say, made again with what it said. */
async function answered(
  rooms: AnalysisRooms,
  input: PlanInput,
  of: {
    readonly work: Work;
    readonly models: readonly ReadSides[];
    readonly datasets: readonly ReadSides[];
    readonly ask?: Ask;
  },
  { asked, failed }: AskedServers = { asked: [], failed: [] },
  questions: number = 0,
): Promise<PlanResult> {
  const { ask, datasets, work } = of;
  const { artifacts } = rooms;
  const isRefused = ({ model, evaluation }: Unanswered) =>
    failed.some(
      ({ rows }) =>
        rows.model === model && rows.evaluation.name === evaluation.name,
    );
  const next = await artifacts.use(
    asked.map(({ saidArtifact }) => saidArtifact),
    () =>
      rooms.compute(
        {
          kind: 'plan',
          input: {
            ...withAsked(input, asked, name => artifacts.pathOf(name)),
            ...(ask ? { unanswered: 'kept' as const } : {}),
          },
        },
        {
          ...work,
          use: async (answer: PlanAnswer, folder) => {
            const open = answer.unanswered.filter(rows => !isRefused(rows));
            return ask && open.length > 0 && questions < MOST_QUESTIONS
              ? ask(open, { ...of, input, folder })
              : kept(rooms, withReasons(answer, failed), datasets, folder);
          },
        },
      ),
  );
  return 'plan' in next
    ? next
    : answered(
        rooms,
        input,
        of,
        {
          asked: [...asked, ...next.asked],
          failed: [...failed, ...next.failed],
        },
        questions + 1,
      );
}

async function readAll(
  sides: PlanSides,
  placed: readonly PlacedSides[],
): Promise<ReadSides[]> {
  const read = await Promise.all(
    placed.map(async ({ assetId, ...place }) => {
      const before = await sides.read(assetId, place.before);
      const after = await sides.read(assetId, place.after);
      const isSame =
        JSON.stringify(printOf(before)) === JSON.stringify(printOf(after));
      return { assetId, before, after: isSame ? before : after };
    }),
  );
  return read.flatMap(each => {
    const known = each.after ?? each.before;
    return known ? [{ ...each, path: known.path }] : [];
  });
}

function bothOf({ before, after }: ReadSides): PlanSide[] {
  return [before, after].flatMap(side => side ?? []);
}

async function staged(
  rooms: AnalysisRooms,
  payload: PlanPayload,
  datasets: readonly ReadSides[],
  models: readonly ReadSides[],
  stages: ReadonlyMap<PlanSide, Stage>,
): Promise<PlanInput> {
  const needOf = ({ asset }: PlanSide) =>
    asset.id === payload.assetId ? 'own' : 'other';
  const known = datasets.flatMap(({ before }) => before ?? []);
  const dataset = (side: PlanSide | undefined) =>
    side && stageDataset(stages.get(side)!, side, needOf(side));
  const model = async (
    side: PlanSide | undefined,
    data: readonly PlanSide[],
  ) => {
    if (!side) return undefined;
    const runs = await runsOf(rooms, side, data);
    const files = Object.entries(runs).map(
      ([name, artifact]) => [name, rooms.artifacts.pathOf(artifact)] as const,
    );
    return stageModel(
      stages.get(side)!,
      side,
      needOf(side),
      Object.fromEntries(files),
    );
  };
  return {
    base: payload.base,
    head: payload.head,
    datasets: await Promise.all(
      datasets.map(async each => ({
        path: each.path,
        ...(await bothSides<DatasetSide>(each, dataset)),
      })),
    ),
    models: await Promise.all(
      models.map(async each => ({
        path: each.path,
        // What it says of the data before; of data after, nobody has asked it yet.
        ...(await bothSides<ModelSide>(each, side =>
          model(side, side === each.before ? known : []),
        )),
      })),
    ),
  };
}

/** What stays the same is staged once. */
async function bothSides<Side>(
  { before, after }: ReadSides,
  stage: (side: PlanSide | undefined) => Promise<Side | undefined> | undefined,
): Promise<{ before?: Side; after?: Side | 'as before' }> {
  const first = await stage(before);
  if (before !== undefined && before === after)
    return { before: first, after: 'as before' };
  return { before: first, after: await stage(after) };
}

/** Takes in the rows that differ. */
async function kept(
  { artifacts }: AnalysisRooms,
  { plan, changes }: PlanAnswer,
  datasets: readonly ReadSides[],
  outDirectory: string,
): Promise<PlanResult> {
  return {
    plan,
    changes: await Promise.all(
      changes.map(async ({ file, place, ...change }) => ({
        ...change,
        assetId: datasets[place].assetId,
        artifact: await artifacts.put(path.join(outDirectory, file)),
      })),
    ),
  };
}

function namedIn(
  error: unknown,
  stages: ReadonlyMap<PlanSide, Stage>,
): unknown {
  if (!(error instanceof FileError)) return error;
  const at = [...stages.values()].find(
    ({ folder }) =>
      error.message.includes(folder) || error.file?.startsWith(folder),
  );
  return at ? namedInRepository(error, at) : error;
}
