import type {
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import { maskAnswer } from './maskAnswer';

const node = (id: string, assetId: string): GraphNode => ({
  id,
  kind: 'dataset',
  title: `title of ${id}`,
  subtitle: 'abc1234 by mira',
  status: 'good',
  assetId,
  depth: 1,
  hidden: { upstream: 0, downstream: 0 },
  problems: [],
});
const edge: GraphEdge = {
  from: 'a',
  to: 'b',
  kind: 'derived from',
  origin: 'secret/greenroom.yaml',
  commit: 'c0ffee',
  problems: [],
};
const answer = {
  nodes: [node('a', 'seen'), node('b', 'secret')],
  edges: [edge],
  items: [{ message: 'title of b is stale', node: node('b', 'secret') }],
};

describe('an answer for who may not see every asset', () => {
  const text = JSON.stringify(maskAnswer(answer, new Set(['seen'])));

  it('says nothing of the others', () => {
    expect(text).not.toMatch(/title of b|secret|c0ffee/);
  });

  it('keeps what is seen, and that there is something', () => {
    expect(text).toMatch(/title of a/);
    expect(JSON.parse(text).nodes).toHaveLength(2);
    expect(JSON.parse(text).edges).toMatchObject([{ from: 'a', to: 'b' }]);
  });

  it('is as it was where all is seen', () => {
    expect(maskAnswer(answer, new Set(['seen', 'secret']))).toBe(answer);
  });
});
