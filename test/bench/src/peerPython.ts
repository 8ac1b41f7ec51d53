import { spawnSync } from 'node:child_process';

/**
 * A Python that has the peer, cleanlab where none is named: GREENROOM_PEER_PYTHON,
 * else python3 where the peer can be imported; else undefined.
 */
export function peerPython(peer = 'cleanlab'): string | undefined {
  const python = process.env.GREENROOM_PEER_PYTHON ?? 'python3';
  return spawnSync(python, ['-c', `import ${peer}`]).status === 0
    ? python
    : undefined;
}

export const PEER_MISSING =
  'No Python with the peer: set GREENROOM_PEER_PYTHON to one to see it beside us.';
