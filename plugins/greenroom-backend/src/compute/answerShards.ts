import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  type AskedComputation,
  type ComputeAnswer,
  type ComputeContext,
  type ComputeExecutor,
  type ComputeRequest,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import { resultOf } from './resultOf';
import { ShardProgress } from './ShardProgress';

/** As often as a job is given to a worker. */
const MOST_ATTEMPTS = 3;

/** What a shard left. */
export type AnsweredShard = {
  readonly result: Extract<ComputeAnswer, { type: 'result' }>['result'];
  readonly outDirectory: string;
};

/**
 * Has shards computed at once. One whose worker is lost is done again alone,
 * into a folder of its own, so that what its first worker may still leave is
 * nobody's; the others go on. At the first other failure all are dropped.
 *
 * @param folder - in which each attempt at a shard has its folder
 * @throws FileError where an input is at fault, WorkerLostError where a shard was lost three times
 */
export async function answerShards(
  executor: Pick<ComputeExecutor, 'compute' | 'computeEach'>,
  shards: readonly Omit<ComputeRequest, 'outDirectory'>[],
  folder: string,
  context: ComputeContext,
): Promise<readonly AnsweredShard[]> {
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const progress = new ShardProgress(shards.length, context.progress);
  const ask = async (
    index: number,
    attempt: number,
  ): Promise<AskedComputation> => {
    const outDirectory = path.join(folder, `${index}-${attempt}`);
    await mkdir(outDirectory);
    return {
      request: { ...shards[index], outDirectory },
      context: {
        signal,
        progress: (...said) => progress.tell(index, ...said),
        log: line => context.log(`Shard ${index}: ${line}`),
      },
    };
  };
  const answered = async (
    index: number,
    first: AskedComputation,
    answer: Promise<ComputeAnswer>,
  ): Promise<AnsweredShard> => {
    let [asked, answering] = [first, answer];
    for (let attempt = 1; ; attempt++) {
      try {
        const result = resultOf(await answering);
        progress.tell(index, 1);
        return { result, outDirectory: asked.request.outDirectory };
      } catch (error) {
        if (!(error instanceof WorkerLostError) || attempt === MOST_ATTEMPTS)
          throw error;
        signal.throwIfAborted();
        context.log(`Shard ${index} is done again: ${error.message}`);
        progress.tell(index, 0, 'It is done again');
        asked = await ask(index, attempt + 1);
        answering = executor.compute(asked.request, asked.context);
      }
    }
  };
  const first = await Promise.all(shards.map((_, index) => ask(index, 1)));
  const answers = executor.computeEach(first);
  const all = first.map((asked, index) =>
    answered(index, asked, answers[index]),
  );
  try {
    return await Promise.all(all);
  } catch (error) {
    over.abort(new Error('Another shard failed.'));
    // Their folders go when this ends.
    await Promise.allSettled(all);
    throw context.signal.aborted ? context.signal.reason : error;
  }
}
