import { readManifest } from './readManifest';

const manifest = (augmentations: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: mails }
spec:
  table: { path: mails.csv }
  key: id
  label: label
  split: split
  audited: [test]
  columns:
    - { name: body, type: text }
    - { name: scan, type: image }
    - { name: product, type: string, slice: true }
  augmentations:
${augmentations}
`;
const read = (augmentations: string) =>
  readManifest('greenroom.yaml', Buffer.from(manifest(augmentations)));

describe('augmentations of a manifest', () => {
  it('have what they leave out filled in', () => {
    const result = read(
      '    - { name: typos, recipe: { op: text, column: body, steps: [{ op: typo }] }, amount: { type: balance } }',
    );
    expect(result).toMatchObject({
      ok: true,
      assets: [
        {
          augmentations: [
            {
              split: 'train',
              seed: 1,
              recipe: { steps: [{ share: 0.1 }] },
              amount: { by: 'class', mostTimes: 3 },
            },
          ],
        },
      ],
    });
  });

  it.each([
    [
      'a split that models are tested on',
      '    - { name: a, split: test, recipe: { op: jitter }, amount: { type: times, times: 1 } }',
      /test is an audited split/,
    ],
    [
      'a split whose name says that models are tested on it',
      '    - { name: a, split: validation, recipe: { op: jitter }, amount: { type: times, times: 1 } }',
      /validation is a split that models are tested on by its name/,
    ],
    [
      'a slice that nothing names',
      '    - { name: a, recipe: { op: jitter }, amount: { type: balance, by: slice } }',
      /Say which rows it has, as where/,
    ],
    [
      'texts of a column of pictures',
      '    - { name: a, recipe: { op: text, column: scan, steps: [{ op: typo }] }, amount: { type: times, times: 1 } }',
      /scan holds pictures. Use a recipe of op: picture/,
    ],
    [
      'the label',
      '    - { name: a, recipe: { op: template, column: label, templates: [x] }, amount: { type: times, times: 1 } }',
      /label is the key, the label or the split/,
    ],
    [
      'conditions on a column that tells no rows apart',
      '    - { name: a, where: { body: x }, recipe: { op: jitter }, amount: { type: times, times: 1 } }',
      /body tells no rows apart here/,
    ],
    [
      'two of one name',
      '    - { name: a, recipe: { op: jitter }, amount: { type: times, times: 1 } }\n    - { name: a, recipe: { op: mixup }, amount: { type: times, times: 1 } }',
      /Two augmentations are called a/,
    ],
  ])('are refused for %s', (_what, augmentations, message) => {
    const result = read(augmentations);
    expect(result.ok).toBe(false);
    expect(result.ok || result.errors[0].message).toMatch(message);
  });
});
