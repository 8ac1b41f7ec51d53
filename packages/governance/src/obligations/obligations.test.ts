import type { LineageEdge } from '../lineage/LineageEdge';
import { LineageGraph } from '../lineage/LineageGraph';
import type { Obligation } from './Obligation';
import { obligationsOf } from './obligationsOf';

const edge = (
  from: string,
  to: string,
  kind: LineageEdge['kind'],
): LineageEdge => ({ from, to, kind, origin: 'test' });

const cleaned = edge('mails', 'cleaned', 'derived from');
const trained = edge('cleaned', 'filter', 'trained on');
const graph = new LineageGraph([
  cleaned,
  trained,
  edge('exam', 'filter', 'evaluated on'),
]);
const OBLIGATIONS: Readonly<Record<string, readonly Obligation[]>> = {
  mails: [
    { kind: 'licence', expression: 'CC-BY-SA-4.0' },
    { kind: 'personal data', columns: ['sender'] },
    { kind: 'retention', until: 10 },
  ],
  exam: [{ kind: 'licence', expression: 'CC-BY-NC-4.0' }],
};
const declared = (node: string) => OBLIGATIONS[node] ?? [];

describe('obligations', () => {
  it('come to a model from what its data was made of, with the way', () => {
    expect(obligationsOf(graph, 'filter', declared)).toEqual(
      ['licence', 'personal data'].map(kind => ({
        obligation: OBLIGATIONS.mails.find(each => each.kind === kind),
        declaredBy: 'mails',
        way: [cleaned, trained],
      })),
    );
  });

  it('to be gone at a date stay with rows', () => {
    const kinds = obligationsOf(graph, 'cleaned', declared).map(
      ({ obligation }) => obligation.kind,
    );
    expect(kinds).toContain('retention');
  });

  it('of its own stand first, without a way', () => {
    expect(obligationsOf(graph, 'mails', declared)[0]).toMatchObject({
      declaredBy: 'mails',
      way: [],
    });
  });

  it('end where they are met', () => {
    const isMetAt = (kind: string, { to }: LineageEdge) =>
      kind === 'personal data' && to === 'cleaned';
    expect(
      obligationsOf(graph, 'filter', declared, { isMetAt }).map(
        ({ obligation }) => obligation.kind,
      ),
    ).toEqual(['licence']);
  });
});
