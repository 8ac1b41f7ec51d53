import { readManifest } from './readManifest';

const read = (cohorts: string) =>
  readManifest(
    'greenroom.yaml',
    `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: leaves }
spec:
  table: { path: leaves.csv }
  columns:
    - { name: width, type: number, slice: true }
    - { name: site, type: string, slice: true }
    - { name: person, type: string, slice: true, personal: true }
    - { name: note, type: string }
    - { name: body, type: text }
    - { name: letter, type: text, personal: true }
  cohorts:
${cohorts}
`,
  );

describe('cohorts of a manifest', () => {
  it('name values, several of them, ranges and what is missing', () => {
    expect(
      read(`    - name: narrow
      where: { width: { below: 2 }, site: [north, east] }
    - name: nowhere
      where: { site: null }
    - name: short
      where: { body length: { below: 9 } }`),
    ).toMatchObject({
      ok: true,
      assets: [
        {
          cohorts: [
            { where: { width: { below: 2 }, site: ['north', 'east'] } },
            { where: { site: null } },
            { where: { 'body length': { below: 9 } } },
          ],
        },
      ],
    });
  });

  it.each([
    [
      'a column that tells no rows apart',
      '- { name: odd, where: { note: x } }',
      /note tells no rows apart here. Declare the column with slice: true/,
    ],
    [
      'a personal column',
      '- { name: odd, where: { person: x } }',
      /person is personal/,
    ],
    [
      'what is read off a personal text',
      '- { name: odd, where: { letter length: 3 } }',
      /letter is personal/,
    ],
    [
      'what no text has',
      '- { name: odd, where: { body brightness: 3 } }',
      /body brightness is none of the columns/,
    ],
    [
      'clusters, which do not last',
      '- { name: odd, where: { body cluster: 1 } }',
      /body cluster is counted anew for every version/,
    ],
    [
      'a cohort of all rows',
      '- { name: odd, where: {} }',
      /name a condition at least/,
    ],
    [
      'two of one name',
      '[{ name: a, where: { site: x } }, { name: a, where: { site: y } }]',
      /Two cohorts are called a/,
    ],
  ])('refuse %s', (_what, cohorts, message) => {
    const { ok, errors = [] } = read(`    ${cohorts}`) as {
      ok: boolean;
      errors?: { message: string }[];
    };
    expect(ok).toBe(false);
    expect(errors[0].message).toMatch(message);
  });
});
