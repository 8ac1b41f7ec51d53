import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { JsonObject } from '@backstage/types';
import type {
  ComputeContext,
  ComputeExecutor,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { ComputeTask } from '../analysis/compute/protocol';
import { FileError } from '../analysis/FileError';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { withArtifacts } from '../artifacts/withArtifacts';
import { inputsOf } from './inputsOf';

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
  use(result: Result, outDirectory: string): Promise<T>;
};

/** Computations by an executor, each in a work folder of its own. */
export function createCompute(
  executor: ComputeExecutor,
  rooms: {
    /** Whose artifacts are read. */
    readonly stores: readonly ArtifactStore[];
    /** Folders in which staged folders stand. */
    readonly folders: readonly string[];
  },
): Compute {
  const { stores, folders } = rooms;
  const roots = { files: stores.map(({ directory }) => directory), folders };
  return async <Result, T>(
    task: ComputeTask,
    options: ComputeOptions<Result, T>,
  ): Promise<T> => {
    const { jobId, use } = options;
    const outDirectory = await mkdtemp(
      path.join(os.tmpdir(), 'greenroom-compute-'),
    );
    const inputs = inputsOf(task, roots);
    try {
      const answer = await withArtifacts(stores, inputs, () =>
        executor.compute(
          {
            jobId,
            task: task as unknown as JsonObject & { kind: string },
            inputs,
            outDirectory,
          },
          options,
        ),
      );
      if (answer.type === 'error')
        throw new FileError(answer.message, answer.file, answer.line);
      return await use(answer.result as Result, outDirectory);
    } finally {
      await rm(outDirectory, { recursive: true, force: true });
    }
  };
}
