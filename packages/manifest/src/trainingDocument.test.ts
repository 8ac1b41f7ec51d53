import { trainingSchema } from './trainingDocument';

describe('spec.training', () => {
  it('names a workflow, and what it is told beside the data, as texts', () => {
    expect(
      trainingSchema.parse({
        workflow: 'retrain.yml',
        repository: 'acme/training',
        inputs: { epochs: 20, warm: true },
      }),
    ).toEqual({
      workflow: 'retrain.yml',
      repository: 'acme/training',
      ref: 'main',
      inputs: { epochs: '20', warm: 'true' },
    });
  });

  it.each([
    [
      'a path',
      { workflow: '.github/workflows/retrain.yml' },
      /without its folder/,
    ],
    [
      'what Greenroom says itself',
      { workflow: 'a.yml', inputs: { dataset_revision: 'b' } },
      /are given by Greenroom/,
    ],
    [
      'more inputs than a host takes',
      {
        workflow: 'a.yml',
        inputs: Object.fromEntries(
          Array.from({ length: 24 }, (_, i) => [`i${i}`, '']),
        ),
      },
      /at most 23/,
    ],
  ])('refuses %s', (_, document, message) => {
    const read = trainingSchema.safeParse(document);
    expect(read.error?.issues[0].message).toMatch(message);
  });
});
