import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { signStatement } from '@greenroom/governance';
import { reviewVerify } from './commands/reviewVerify';

/** A dozen git processes a test, on a machine that may be busy. */
jest.setTimeout(30_000);

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-review-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const keys = generateKeyPairSync('ed25519');
const trust = path.join(directory, 'keys.json');
const repository = path.join(directory, 'clone');
const inside = (file: string) => path.join(repository, file);
const STATEMENT = 'reviews/2.0.1.intoto.json';

const trustRoot = (publicKey = keys.publicKey) =>
  JSON.stringify({
    keys: [
      {
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
        signsFor: 'everybody',
      },
    ],
  });
const git = (...args: string[]) =>
  execFileSync(
    'git',
    ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org', ...args],
    { cwd: repository, encoding: 'utf8' },
  ).trim();
const sha256 = (content: string) =>
  createHash('sha256').update(content).digest('hex');

const LABELS = 'id,label\n1,a\n';
const PICTURES = 'the bytes that are in LFS';
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(
  PICTURES,
)}\nsize ${PICTURES.length}\n`;

function writeStatement(privateKey = keys.privateKey): void {
  const envelope = signStatement(
    {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [
        { name: 'greenroom.yaml', digest: { sha256: sha256('kind: Model\n') } },
        { name: 'labels.csv', digest: { sha256: sha256(LABELS) } },
        { name: 'pictures.bin', digest: { sha256: sha256(PICTURES) } },
      ],
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
    [privateKey],
  );
  execFileSync('mkdir', ['-p', inside('reviews')]);
  writeFileSync(inside(STATEMENT), JSON.stringify(envelope));
}

const verify = async (flags: object = {}) => {
  const { json, forbidden } = await reviewVerify.run([inside(STATEMENT)], {
    trust,
    ...flags,
  });
  const { valid, failures } = json as {
    valid: boolean;
    failures: { what: string; message: string }[];
  };
  expect(forbidden).toBe(!valid);
  return failures;
};

beforeEach(() => {
  rmSync(repository, { recursive: true, force: true });
  execFileSync('git', ['init', '-q', '-b', 'main', repository]);
  writeFileSync(inside('greenroom.yaml'), 'kind: Model\n');
  writeFileSync(inside('labels.csv'), LABELS);
  writeFileSync(inside('pictures.bin'), POINTER);
  git('add', '-A');
  git('commit', '-qm', 'Train\n\nCo-authored-by: Bo <bo@example.org>');
  writeStatement();
  git('add', '-A');
  git('commit', '-qm', 'Approve');
  writeFileSync(trust, trustRoot());
});

describe('review verify', () => {
  it('holds offline, whether an LFS object is checked out or its pointer', async () => {
    expect(await verify()).toEqual([]);
    writeFileSync(inside('pictures.bin'), PICTURES);
    expect(await verify()).toEqual([]);
  });

  it('tells of one byte of the training data', async () => {
    const bytes = readFileSync(inside('labels.csv'));
    bytes[bytes.length - 2] += 1;
    writeFileSync(inside('labels.csv'), bytes);
    expect(await verify()).toEqual([
      {
        what: 'bytes',
        message: expect.stringMatching(
          /^labels\.csv of acme\/reader has SHA-256 .* approved/,
        ),
      },
    ]);
  });

  it('tells of a key in the repository', async () => {
    const theirs = generateKeyPairSync('ed25519');
    writeStatement(theirs.privateKey);
    writeFileSync(inside('keys.json'), trustRoot(theirs.publicKey));
    expect(await verify()).toMatchObject([{ what: 'signature' }]);
    expect(await verify({ trust: inside('keys.json') })).toEqual([
      {
        what: 'trust',
        message: expect.stringContaining(
          'lies in the repository that it is to judge',
        ),
      },
    ]);
  });

  it('tells of another author trailer', async () => {
    const statement = readFileSync(inside(STATEMENT));
    git('checkout', '-q', 'HEAD~1');
    git('commit', '-q', '--amend', '-m', 'Train\n\nCo-authored-by: Cy <c@x>');
    execFileSync('mkdir', ['-p', inside('reviews')]);
    writeFileSync(inside(STATEMENT), statement);
    expect(await verify()).toEqual([
      {
        what: 'revision',
        message: expect.stringContaining('the history was rewritten'),
      },
    ]);
  });

  it('follows no link out of the clone', async () => {
    const outside = path.join(directory, 'outside.csv');
    writeFileSync(outside, LABELS);
    rmSync(inside('labels.csv'));
    execFileSync('ln', ['-s', outside, inside('labels.csv')]);
    expect(await verify()).toMatchObject([
      { what: 'bytes', message: expect.stringContaining('is not there now') },
    ]);
  });

  it.each([
    [
      'keys that are not there',
      { trust: path.join(directory, 'none.yaml') },
      'none.yaml cannot be read',
    ],
    ['a date that is none', { at: 'soon' }, '--at is soon, which is no date'],
    ['data that names no clone', { data: ['here'] }, '--data here names no'],
    ['no keys', { trust: undefined }, '--trust is missing'],
  ])('refuses %s', async (_, flags, words) => {
    await expect(verify(flags)).rejects.toThrow(words);
  });

  it('takes no file that only looks like a statement', async () => {
    appendFileSync(inside(STATEMENT), 'x');
    expect(await verify()).toMatchObject([{ what: 'statement' }]);
  });
});
