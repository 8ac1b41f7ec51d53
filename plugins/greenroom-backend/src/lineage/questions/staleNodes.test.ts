import {
  EDGE_KINDS,
  type EdgeKind,
  type NodeKind,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EdgeIndex } from '@greenroom/governance';
import { NodeTable } from '../reach/NodeTable';
import { staleNodes } from './staleNodes';

/** Numbers of groups begin where those of nodes do not reach. */
const GROUP = 100;

/** Nodes named `kind asset version`, a `*` behind the newest; a `?` behind what nobody declares. */
function lineage(
  names: readonly string[],
  said: readonly (readonly [from: string, kind: EdgeKind, to: string])[],
) {
  const nodes = new NodeTable();
  const groups = new Map<string, number>();
  const numbers = new Map<string, number>();
  names.forEach((name, i) => {
    const [kind, asset] = name.split(' ');
    if (!groups.has(asset)) groups.set(asset, GROUP + groups.size);
    numbers.set(name.replace(/[*?]$/, ''), i + 1);
    nodes.put(i + 1, {
      kind: kind as NodeKind,
      group: groups.get(asset)!,
      isNewest: name.endsWith('*'),
      isDeclared: !name.endsWith('?'),
    });
  });
  const edges = new EdgeIndex();
  said.forEach(([from, kind, to], i) =>
    edges.put({
      number: i + 1,
      from: numbers.get(from)!,
      to: numbers.get(to)!,
      kind: EDGE_KINDS.indexOf(kind),
      since: -Infinity,
      until: Infinity,
    }),
  );
  const nameOf = new Map([...numbers].map(([name, number]) => [number, name]));
  return Object.fromEntries(
    [...staleNodes({ edges, nodes })].map(([node, reasons]) => [
      nameOf.get(node),
      reasons.map(({ what, because }) => `${what}: ${nameOf.get(because)}`),
    ]),
  );
}

describe('what is stale', () => {
  it('is what was made of data of which there is newer, and what serves it', () => {
    expect(
      lineage(
        [
          'dataset digits 1',
          'dataset digits 2*',
          'model reader 1*',
          'deployment prod',
        ],
        [
          ['dataset digits 1', 'derived from', 'dataset digits 2'],
          ['dataset digits 1', 'trained on', 'model reader 1'],
          ['model reader 1', 'deployed as', 'deployment prod'],
        ],
      ),
    ).toEqual({
      'model reader 1': ['newer input: dataset digits 2'],
      'deployment prod': ['stale input: model reader 1'],
    });
  });

  it('is a deployment of an old model', () => {
    expect(
      lineage(
        ['model reader 1', 'model reader 2*', 'deployment prod'],
        [['model reader 1', 'deployed as', 'deployment prod']],
      ),
    ).toEqual({ 'deployment prod': ['newer model: model reader 2'] });
  });

  it('is what was made of what nobody declares any more, but not of what only a hub has', () => {
    expect(
      lineage(
        ['dataset old 1?', 'model base 1?', 'model reader 1*'],
        [
          ['dataset old 1', 'trained on', 'model reader 1'],
          ['model base 1', 'fine-tuned from', 'model reader 1'],
        ],
      ),
    ).toEqual({ 'model reader 1': ['gone input: dataset old 1'] });
  });

  it('does not make a model stale for newer test data alone, and passes nothing on of it', () => {
    expect(
      lineage(
        [
          'dataset test 1',
          'dataset test 2*',
          'model reader 1*',
          'deployment prod',
        ],
        [
          ['dataset test 1', 'evaluated on', 'model reader 1'],
          ['model reader 1', 'deployed as', 'deployment prod'],
        ],
      ),
    ).toEqual({ 'model reader 1': ['newer test data: dataset test 2'] });
  });

  it('is nothing that was old already: a version before the newest', () => {
    expect(
      lineage(
        [
          'dataset digits 1',
          'dataset digits 2*',
          'model reader 1',
          'model reader 2*',
        ],
        [
          ['dataset digits 1', 'trained on', 'model reader 1'],
          ['dataset digits 2', 'trained on', 'model reader 2'],
        ],
      ),
    ).toEqual({});
  });

  it('ends in a cycle', () => {
    expect(
      lineage(
        ['dataset a 1*', 'dataset b 1*'],
        [
          ['dataset a 1', 'derived from', 'dataset b 1'],
          ['dataset b 1', 'derived from', 'dataset a 1'],
        ],
      ),
    ).toEqual({});
  });
});
