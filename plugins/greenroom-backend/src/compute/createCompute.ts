import type { JsonObject } from '@backstage/types';
import type {
  ComputeContext,
  ComputeExecutor,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { ComputeTask } from '../analysis/compute/protocol';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { withArtifacts } from '../artifacts/withArtifacts';
import { inputsOf } from './inputsOf';
import { inWorkFolder } from './inWorkFolder';
import { resultOf } from './resultOf';

/**
 * Asks a question of a worker that has staged inputs and an output folder, and
 * neither credentials nor database. `use` reads the outputs before the folder
 * goes.
 *
 * @throws FileError where an input is at fault
 */
export type Compute = <Result, T>(
  task: ComputeTask,
  options: ComputeOptions<Result, T>,
) => Promise<T>;

type ComputeOptions<Result, T> = ComputeContext & {
  readonly jobId: string;
  /** Folders of what was computed before for the same job; the task may name files below them. */
  readonly made?: readonly string[];
  use(result: Result, outDirectory: string): Promise<T>;
};

export type ComputeRooms = {
  /** Whose artifacts are read. */
  readonly stores: readonly ArtifactStore[];
  /** Folders in which staged folders stand. */
  readonly folders: readonly string[];
};

/** Computations by an executor, each in a work folder of its own. */
export function createCompute(
  executor: Pick<ComputeExecutor, 'compute'>,
  { stores, folders }: ComputeRooms,
): Compute {
  const files = stores.map(({ directory }) => directory);
  return <Result, T>(
    task: ComputeTask,
    options: ComputeOptions<Result, T>,
  ): Promise<T> => {
    const { jobId, made = [], use } = options;
    const inputs = inputsOf(task, { files: [...files, ...made], folders });
    return inWorkFolder(async outDirectory => {
      const answer = await withArtifacts(stores, inputs, () =>
        executor.compute(
          { jobId, task: asJson(task), inputs, outDirectory },
          options,
        ),
      );
      return use(resultOf(answer) as Result, outDirectory);
    });
  };
}

/** Whatever is asked crosses as JSON. */
export function asJson(task: ComputeTask): JsonObject & { kind: string } {
  return task as unknown as JsonObject & { kind: string };
}
