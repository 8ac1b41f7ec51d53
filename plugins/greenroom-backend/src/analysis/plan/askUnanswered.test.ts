import type { ModelSide } from '@greenroom/change';
import { withAsked } from './askUnanswered';

const side = (name: string) =>
  ({ manifest: { name }, files: {} } as unknown as ModelSide);

describe('withAsked', () => {
  it('puts what a server said to its model, each side by itself', () => {
    const input = {
      base: 'a',
      head: 'b',
      datasets: [],
      models: [
        { path: 'm', before: side('m'), after: 'as before' as const },
        { path: 'n', before: side('n'), after: side('n') },
      ],
    };
    const asked = [
      { model: 'm', end: 'after', evaluation: 'test', saidArtifact: 'x' },
      { model: 'n', end: 'before', evaluation: 'test', saidArtifact: 'y' },
    ] as const;
    const { models } = withAsked(input, asked, name => `/artifacts/${name}`);
    expect(models).toMatchObject([
      {
        before: { asked: { before: {}, after: { test: '/artifacts/x' } } },
        after: 'as before',
      },
      { after: { asked: { before: { test: '/artifacts/y' }, after: {} } } },
    ]);
  });
});
