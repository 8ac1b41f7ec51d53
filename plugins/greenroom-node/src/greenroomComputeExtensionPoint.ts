import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ComputeExecutor } from './ComputeExecutor';
import type { ComputeLimits } from './ComputeLimits';
import type { WorkerCalls } from './WorkerCalls';

/** What the backend gives to whoever does its computations elsewhere. */
export type ComputeSite = {
  readonly limits: ComputeLimits;
  readonly calls: WorkerCalls;
};

export interface GreenroomComputeExtensionPoint {
  /**
   * Computations go there instead of into processes of the backend's machine.
   *
   * @param name - a word for people, as the executor has it
   */
  setExecutor(
    name: string,
    create: (site: ComputeSite) => ComputeExecutor,
  ): void;
}

/** Where a module says where computations are done. */
export const greenroomComputeExtensionPoint =
  createExtensionPoint<GreenroomComputeExtensionPoint>({
    id: 'greenroom.compute',
  });
