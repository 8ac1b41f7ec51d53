import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ComputeExecutor } from './ComputeExecutor';

export interface GreenroomComputeExtensionPoint {
  /** Computations go there instead of into processes of the backend's machine. */
  setExecutor(executor: ComputeExecutor): void;
}

/** Where a module says where computations are done. */
export const greenroomComputeExtensionPoint =
  createExtensionPoint<GreenroomComputeExtensionPoint>({
    id: 'greenroom.compute',
  });
