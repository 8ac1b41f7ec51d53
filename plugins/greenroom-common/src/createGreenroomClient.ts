import { ApiConnection, type ConnectionOptions } from './ApiConnection';
import { assetsCalls } from './client/assetsCalls';
import { governanceCalls } from './client/governanceCalls';
import { jobsCalls } from './client/jobsCalls';
import { labelsCalls } from './client/labelsCalls';
import { lineageCalls } from './client/lineageCalls';
import { plansCalls } from './client/plansCalls';
import { proposalsCalls } from './client/proposalsCalls';
import { rowsCalls } from './client/rowsCalls';
import { runsCalls } from './client/runsCalls';
import { versionsCalls } from './client/versionsCalls';
import type { GreenroomApi } from './GreenroomApi';

/** The one client of the API: the frontend's and other backends'. */
export function createGreenroomClient(
  options: ConnectionOptions,
): GreenroomApi {
  const connection = new ApiConnection(options);
  return {
    ...assetsCalls(connection),
    ...runsCalls(connection),
    ...labelsCalls(connection),
    ...versionsCalls(connection),
    ...rowsCalls(connection),
    ...jobsCalls(connection),
    ...lineageCalls(connection),
    ...governanceCalls(connection),
    ...proposalsCalls(connection),
    ...plansCalls(connection),
  };
}
