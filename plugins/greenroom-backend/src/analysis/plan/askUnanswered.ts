import path from 'node:path';
import type { ModelSide, Unanswered } from '@greenroom/change';
import { servedFacts } from '@greenroom/evaluation';
import {
  type LabelledDataset,
  preprocessingFiles,
  type ServedModel,
} from '@greenroom/manifest';
import type { JobContext } from '../../jobs/JobKind';
import type { AnalysisRooms } from '../AnalysisRooms';
import { askServer, endpointOf, type ServingRooms } from '../askServer';
import type { PlanAnswer, PlanInput } from '../compute/plan';

type Work = Pick<JobContext<unknown>, 'jobId' | 'signal' | 'progress' | 'log'>;

/** What a server said of some rows: an artifact. */
export type AskedRows = Pick<Unanswered, 'model' | 'end'> & {
  /** Name of the evaluation. */
  readonly evaluation: string;
  readonly saidArtifact: string;
};

/** What came of asking: who could not be asked keeps no other back. */
export type AskedServers = {
  readonly asked: readonly AskedRows[];
  readonly failed: readonly {
    readonly rows: Unanswered;
    readonly message: string;
  }[];
};

/**
 * Asks the servers of models about rows that a plan knows nothing of. Rows are
 * prepared by a computation without network; here is the network.
 *
 * @param of.folder - where the computation that found them left their files
 */
export async function askUnanswered(
  rooms: AnalysisRooms & ServingRooms,
  unanswered: readonly Unanswered[],
  of: {
    readonly input: PlanInput;
    readonly folder: string;
    /** By name: the asset of a model. */
    assetOf(model: string): string;
    readonly work: Work;
  },
): Promise<AskedServers> {
  const asked: AskedRows[] = [];
  const failed: AskedServers['failed'][number][] = [];
  for (const rows of unanswered) {
    const { model, end, evaluation } = rows;
    try {
      const saidArtifact = await askOne(rooms, rows, of);
      asked.push({ model, end, evaluation: evaluation.name, saidArtifact });
    } catch (error) {
      if (of.work.signal.aborted) throw error;
      failed.push({ rows, message: (error as Error).message });
    }
  }
  return { asked, failed };
}

/** @throws StorageError, ModelError, FileError where it cannot be asked */
async function askOne(
  rooms: AnalysisRooms & ServingRooms,
  unanswered: Unanswered,
  { input, folder, assetOf, work }: Parameters<typeof askUnanswered>[2],
): Promise<string> {
  const side = modelSide(input, unanswered);
  const manifest = side.manifest as ServedModel;
  const endpoint = await endpointOf(rooms, assetOf(unanswered.model), manifest);
  const server = rooms.inference.open(endpoint, work.signal);
  const { preprocessing } = manifest;
  const fileOf = (named: string): string => {
    const file = side.files[named];
    if (file !== undefined) return file;
    throw new Error(`${named} of ${unanswered.model} is not at hand.`);
  };
  const samples = preprocessing.samples && fileOf(preprocessing.samples);
  return rooms.compute(
    {
      kind: 'requests',
      input: {
        evaluation: unanswered.evaluation,
        table: path.join(folder, unanswered.file),
        dataset: datasetManifest(input, unanswered),
        manifest,
        facts: servedFacts(server.name, await server.metadata()),
        samples,
        files: Object.fromEntries(
          preprocessingFiles(preprocessing).map(named => [
            named,
            fileOf(named),
          ]),
        ),
      },
    },
    {
      ...work,
      made: [folder],
      use: async (prepared: { rows: number }, outDirectory) =>
        askServer(rooms, server, {
          manifest,
          rows: prepared.rows,
          requests: path.join(outDirectory, 'requests'),
          samples,
          tell: work.progress,
        }),
    },
  );
}

/** The question with what servers said. */
export function withAsked(
  input: PlanInput,
  asked: readonly AskedRows[],
  pathOf: (artifact: string) => string,
): PlanInput {
  const of = (side: ModelSide): ModelSide => {
    const said = (end: 'before' | 'after') =>
      Object.fromEntries(
        asked
          .filter(each => each.model === side.manifest.name && each.end === end)
          .map(each => [each.evaluation, pathOf(each.saidArtifact)]),
      );
    return { ...side, asked: { before: said('before'), after: said('after') } };
  };
  return {
    ...input,
    models: input.models.map(({ before, after, ...sides }) => ({
      ...sides,
      before: before && of(before),
      after: after === undefined || after === 'as before' ? after : of(after),
    })),
  };
}

/** A server that cannot be asked keeps no plan back: it is said what is missing for it. */
export function withReasons(
  answer: PlanAnswer,
  failed: AskedServers['failed'],
): PlanAnswer {
  const reasons = failed.map(({ rows: { model, rows }, message }) => ({
    weight: 'warned' as const,
    asset: model,
    text: `The server of ${model} could not be asked about ${rows} rows: ${message}`,
  }));
  const { plan } = answer;
  const at = plan.reasons.findIndex(({ weight }) => weight !== 'failed');
  return {
    ...answer,
    plan: {
      ...plan,
      // The weightiest first.
      reasons:
        at < 0
          ? [...plan.reasons, ...reasons]
          : [
              ...plan.reasons.slice(0, at),
              ...reasons,
              ...plan.reasons.slice(at),
            ],
    },
  };
}

function modelSide(
  { models }: PlanInput,
  { model, end }: Unanswered,
): ModelSide {
  for (const { before, after } of models) {
    const side = end === 'before' || after === 'as before' ? before : after;
    if (side?.manifest.name === model) return side;
  }
  throw new Error(`The plan is not of ${model}.`);
}

function datasetManifest(
  { datasets }: PlanInput,
  { end, evaluation }: Unanswered,
): LabelledDataset {
  for (const { before, after } of datasets) {
    const side = end === 'before' || after === 'as before' ? before : after;
    if (side?.manifest.name === evaluation.dataset)
      return side.manifest as LabelledDataset;
  }
  throw new Error(`The plan is not of ${evaluation.dataset}.`);
}
