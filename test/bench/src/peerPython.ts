import { spawnSync } from 'node:child_process';

/**
 * A Python that has the peer, cleanlab: GREENROOM_PEER_PYTHON, else python3
 * where cleanlab can be imported; else undefined.
 */
export function peerPython(): string | undefined {
  const python = process.env.GREENROOM_PEER_PYTHON ?? 'python3';
  return spawnSync(python, ['-c', 'import cleanlab']).status === 0
    ? python
    : undefined;
}

export const PEER_MISSING =
  'No Python with cleanlab: set GREENROOM_PEER_PYTHON to one to see the peer beside us.';
