import type {
  ComputeContext,
  ComputeExecutor,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { ComputeTask } from '../analysis/compute/protocol';
import { withArtifacts } from '../artifacts/withArtifacts';
import { answerShards } from './answerShards';
import { asJson, type ComputeRooms } from './createCompute';
import { inputsOf } from './inputsOf';
import { inWorkFolder } from './inWorkFolder';

type ShardsOptions<Result, T> = ComputeContext & {
  readonly jobId: string;
  use(
    results: readonly Result[],
    outDirectories: readonly string[],
  ): Promise<T>;
};

/**
 * Asks shards of one question, each of a worker as `Compute` asks one. `use` has
 * what they answered and the folders that they left, in the order of the tasks.
 *
 * @throws FileError where an input is at fault
 */
export type ComputeShards = <Result, T>(
  tasks: readonly ComputeTask[],
  options: ShardsOptions<Result, T>,
) => Promise<T>;

/** Computations in shards by an executor. */
export function createComputeShards(
  executor: Pick<ComputeExecutor, 'compute' | 'computeEach'>,
  { stores, folders }: ComputeRooms,
): ComputeShards {
  const files = stores.map(({ directory }) => directory);
  return <Result, T>(
    tasks: readonly ComputeTask[],
    options: ShardsOptions<Result, T>,
  ): Promise<T> => {
    const { jobId, use } = options;
    const inputs = inputsOf(tasks, { files, folders });
    return inWorkFolder(async folder => {
      const answered = await withArtifacts(stores, inputs, () =>
        answerShards(
          executor,
          tasks.map(task => ({ jobId, task: asJson(task), inputs })),
          folder,
          options,
        ),
      );
      return use(
        answered.map(({ result }) => result as Result),
        answered.map(({ outDirectory }) => outDirectory),
      );
    });
  };
}
