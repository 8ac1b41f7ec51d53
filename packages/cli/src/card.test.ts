import { TestRemote } from '@greenroom/test-sources';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cardCheck } from './commands/cardCheck';

/** Real files and git, on a machine that may be busy. */
jest.setTimeout(60_000);

const DATASET = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: sums }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  classes: [below, above]
`;
const MODEL = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: adder }
spec:
  version: 1.0.0
  task: tabular-classification
  classes: [below, above]
  evaluations:
    - { name: held-out, dataset: sums, split: test, metrics: [accuracy], predictions: test.csv }
`;
const ROWS =
  'id,label,split\n1,above,test\n2,below,test\n3,above,test\n4,below,test\n';
const RIGHT =
  'id,p_below,p_above\n1,0.1,0.9\n2,0.8,0.2\n3,0.3,0.7\n4,0.9,0.1\n';
const WRONG = RIGHT.replace('3,0.3,0.7', '3,0.7,0.3');
const card = (body: string) => `# Adder\n\n## Uses\n\n${body}\n`;

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-card-'));
const clone = path.join(directory, 'clone');
beforeAll(() => {
  const remote = TestRemote.create('acme/sums', directory);
  const files = { 'data/greenroom.yaml': DATASET, 'data/rows.csv': ROWS };
  remote.push({
    ...files,
    'model/greenroom.yaml': MODEL,
    'model/test.csv': RIGHT,
    'model/README.md': card('Accuracy is 100.0 %.'),
  });
  remote.push({ 'model/test.csv': WRONG });
  remote.push({
    'model/README.md': card(
      'Accuracy is 100.0 %. Its balanced accuracy is 75 %. Its Brier score is 0.9. Its BLEU is 30.1. Measured on the 4 test rows.',
    ),
    '.greenroom/card-templates/house.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: CardTemplate
metadata: { name: house, title: House rules }
spec: { points: [{ point: uses, title: Uses, headings: [Uses], hint: Say what for. }] }
`,
  });
  execFileSync('git', ['clone', '-q', remote.url, clone]);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Said = {
  completeness: number;
  missing: { point: string }[];
  claims: { metric: string; status: string; reason: string }[];
  problems: string[];
};
const check = async (flags: object = {}) =>
  (await cardCheck.run([path.join(clone, 'model')], { ...flags }))
    .json as unknown as Said;

describe('card check', () => {
  it('measures each figure again, and looks for what is not so in earlier commits', async () => {
    const { claims, problems } = await check();
    expect(problems).toEqual([]);
    expect(claims.map(({ metric, status }) => [metric, status])).toEqual([
      ['accuracy', 'stale'],
      ['balancedAccuracy', 'verified'],
      ['brier', 'contradicted'],
      ['bleu', 'unsupported'],
      ['rows', 'verified'],
    ]);
    expect(claims[0].reason).toContain('adder 1.0.0 on sums at ');
  });

  it('holds the card against the templates of the repository', async () => {
    const said = await check({ template: ['house'], earlier: '0' });
    expect(said).toMatchObject({ completeness: 1, missing: [] });
  });

  it('names the templates there are', async () => {
    await expect(check({ template: ['mine'] })).rejects.toThrow(
      /one of hugging-face, eu-ai-act-annex-iv, house/,
    );
  });

  it('writes what is measured into the card, which then says nothing else', async () => {
    await check({ write: true, earlier: '0' });
    const text = readFileSync(path.join(clone, 'model/README.md'), 'utf8');
    expect(text).toContain(
      'Accuracy is 75.0 %. Its balanced accuracy is 75 %.',
    );
    const { claims } = await check({ write: true, earlier: '0' });
    expect(claims.filter(({ status }) => status !== 'verified')).toMatchObject([
      { metric: 'bleu', status: 'unsupported' },
    ]);
    expect(readFileSync(path.join(clone, 'model/README.md'), 'utf8')).toBe(
      text,
    );
  });
});
