import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { signStatement } from '@greenroom/governance';
import { exportCommand } from './commands/exportCommand';

/** Some dozen git processes, on a machine that may be busy. */
jest.setTimeout(30_000);

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-export-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const root = path.join(directory, 'clone');
const keys = generateKeyPairSync('ed25519');
const trust = path.join(directory, 'keys.json');
const FILES: Readonly<Record<string, string>> = {
  'greenroom.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: {name: reader, owner: group:default/vision}
spec: {version: 2.0.1, license: MIT, task: tabular-classification, classes: [a, b], predictions: {outOfFold: folds.csv}}
`,
  'README.md': '# Reader\n',
  'greenroom/policies/own.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata: {name: own}
spec:
  rules:
    - {id: licence, check: licence, allow: [CC-BY-4.0]}
    - {id: card, check: card, completenessAtLeast: 0.9}
`,
};

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

beforeAll(() => {
  for (const [file, text] of Object.entries(FILES)) put(file, text);
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org', ...args],
      { cwd: root, encoding: 'utf8' },
    ).trim();
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'State it');
  const sha256 = createHash('sha256')
    .update(FILES['greenroom.yaml'])
    .digest('hex');
  const envelope = signStatement(
    {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'greenroom.yaml', digest: { sha256 } }],
      predicateType: 'https://greenroom.dev/attestation/review/v1',
      predicate: {
        decision: 'approved',
        conditions: [],
        asset: { name: 'reader', version: '2.0.1' },
        repository: 'acme/reader',
        revision: git('rev-parse', 'HEAD'),
        manifest: 'greenroom.yaml',
        authors: ['user:default/ann'],
        reviewers: [
          { person: 'user:default/mira', decidedAt: '2026-11-25T09:00:00Z' },
        ],
        quorum: 1,
        evidence: [],
        checks: [],
      },
    },
    [keys.privateKey],
  );
  put('reviews/reader-2.0.1.intoto.json', JSON.stringify(envelope));
  git('add', '-A');
  git('commit', '-qm', 'Approve it');
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' });
  writeFileSync(
    trust,
    JSON.stringify({ keys: [{ publicKey, signsFor: 'everybody' }] }),
  );
});

/** The text of one section, a cell or a sentence each. */
const section = async (name: string, flags: object = {}) => {
  const out = path.join(directory, 'dossier.html');
  await exportCommand.run([root], { as: 'dossier', out, ...flags });
  const page = readFileSync(out, 'utf8');
  const [, from] = page.split(`<h2>${name}</h2>`);
  return from
    .split('</section>')[0]
    .split(/<[^>]*>/)
    .map(text => text.trim())
    .filter(Boolean);
};

describe('a dossier of a clone', () => {
  it('has what the policies of the clone say, of the card too', async () => {
    expect(await section('Policy checks')).toEqual(
      expect.arrayContaining([
        ...['own/licence', 'fail'],
        ...['own/card', 'fail'],
        expect.stringMatching(/^The card is \d+.*complete/),
      ]),
    );
  });

  it('has the decisions of the clone, verified by keys from elsewhere', async () => {
    const reviews = await section('Reviews', { trust });
    expect(reviews).toEqual(
      expect.arrayContaining([
        'approved',
        'user:default/mira',
        'holds: signed by keys that count, and all files are as they were',
        'reviews/reader-2.0.1.intoto.json',
      ]),
    );
  });

  it('says that nobody verified them where no keys were named', async () => {
    expect(await section('Reviews')).toContainEqual(
      expect.stringMatching(/^not verified: no keys were named/),
    );
  });

  it('takes no keys from the clone that they are to judge', async () => {
    put('keys.json', readFileSync(trust, 'utf8'));
    const own = path.join(root, 'keys.json');
    await expect(section('Reviews', { trust: own })).rejects.toThrow(
      /lies in the repository that it is to judge/,
    );
  });

  it('says what only the portal knows', async () => {
    expect(await section('Slices')).toEqual([
      'Only the portal knows: this dossier was made from a clone.',
    ]);
  });
});
