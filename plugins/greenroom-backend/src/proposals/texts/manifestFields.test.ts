import type { Manifest } from '@greenroom/manifest';
import { manifestFields, missingHeadings } from './manifestFields';

describe('manifestFields', () => {
  it('has marks of columns of data sets, by their place', () => {
    const manifest = {
      kind: 'Dataset',
      tags: ['images'],
      columns: [{ name: 'id' }, { name: 'email' }],
    } as unknown as Manifest;
    expect(manifestFields(manifest)).toEqual(
      expect.arrayContaining([
        { name: 'Tag 1', path: ['metadata', 'tags', 0], type: 'text' },
        {
          name: 'New tag',
          path: ['metadata', 'tags', 1],
          type: 'text',
          adds: true,
        },
        {
          name: 'email is personal data',
          path: ['spec', 'columns', 1, 'personal'],
          type: 'yes or no',
        },
      ]),
    );
  });
});

describe('missingHeadings', () => {
  it('does not ask for what is there in other letters', () => {
    expect(missingHeadings('Model', ['intended USE', 'Other'])).toEqual([
      'How it works',
      'Training data',
      'Evaluation',
      'Limitations',
    ]);
  });
});
