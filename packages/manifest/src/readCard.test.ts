import { readCard, withCard } from './readCard';
import { readManifest } from './readManifest';

const CARD = `---
license: mit
tags: [forms]
datasets: [northlight/digits]
model-index:
  - name: reader
    results:
      - task: { type: image-classification }
        dataset: { name: digits, split: test }
        metrics: [{ type: accuracy, value: 0.94 }]
---

# Reader

Reads digits.
`;

describe('readCard', () => {
  it('reads licence, tags, data sets, claims and the first paragraph', () => {
    expect(readCard('README.md', CARD)).toMatchObject({
      license: 'mit',
      tags: ['forms'],
      datasets: ['northlight/digits'],
      claims: [
        { dataset: 'digits', split: 'test', metric: 'accuracy', value: 0.94 },
      ],
      summary: 'Reads digits.',
    });
  });

  it('keeps the text where the front matter is broken, and says why', () => {
    const card = readCard('README.md', '---\nlicense: [mit\n---\nWords.\n');
    expect(card.body).toBe('Words.\n');
    expect(card.problem).toBeDefined();
  });
});

describe('withCard', () => {
  it('lets the manifest win and keeps the origin of what the card filled', () => {
    const read = readManifest(
      'greenroom.yaml',
      `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: digits, tags: [ours] }
spec: { task: image-classification, table: { path: a.csv }, key: id, label: l, split: s, classes: [a, b] }
`,
    );
    if (!read.ok) throw new Error(read.errors[0].message);
    const merged = withCard(read.assets[0], readCard('README.md', CARD));
    expect(merged).toMatchObject({
      tags: ['ours'],
      license: 'mit',
      origins: { '/license': 'README.md', '/description': 'README.md' },
    });
  });
});
