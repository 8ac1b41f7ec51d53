import type { ErrorNode } from '@greenroom/backstage-plugin-greenroom-common';
import { treeLayout } from './treeLayout';

const node = (...children: ErrorNode[]): ErrorNode => ({
  where: [],
  rows: 10,
  errors: 1,
  rate: { value: 0.1 },
  coverage: 0.5,
  children,
});

it('puts leaves one below the other and each other node in the middle of its children, as a tree is read', () => {
  const placed = treeLayout(node(node(node(), node()), node()));
  expect(
    placed.map(({ depth, line, parent }) => [depth, line, parent]),
  ).toEqual([
    [0, 1.25, undefined],
    [1, 0.5, 0],
    [2, 0, 1],
    [2, 1, 1],
    [1, 2, 0],
  ]);
});
