import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  REVIEW_PREDICATE_TYPE,
  type ReviewPredicate,
  type ReviewStatement,
  STATEMENT_TYPE,
} from '../statement/ReviewStatement';
import { signStatement } from '../statement/signStatement';
import { readTrustRoot } from '../trust/TrustRoot';
import { verifyReview } from './verifyReview';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const REVISION = '1'.repeat(40);
const AT = new Date('2026-11-26T12:00:00Z');

const portal = generateKeyPairSync('ed25519');
const mira = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function trusted(
  publicKey: KeyObject,
  signsFor: string | readonly string[] = 'everybody',
  dates: object = {},
) {
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return readTrustRoot(
    'keys.yaml',
    JSON.stringify({ keys: [{ publicKey: pem, signsFor, ...dates }] }),
  );
}

function statementOf(predicate: Partial<ReviewPredicate> = {}) {
  return {
    _type: STATEMENT_TYPE,
    subject: [
      { name: 'greenroom.yaml', digest: { sha256: HASH } },
      { name: 'data/labels.csv', digest: { sha256: HASH } },
    ],
    predicateType: REVIEW_PREDICATE_TYPE,
    predicate: {
      decision: 'approved',
      conditions: [],
      asset: { name: 'digit-reader', version: '2.0.1' },
      repository: 'northlight/digit-reader',
      revision: REVISION,
      manifest: 'greenroom.yaml',
      authors: ['user:default/ann'],
      reviewers: [
        { person: 'user:default/mira', decidedAt: '2026-11-25T09:00:00Z' },
      ],
      quorum: 1,
      evidence: [],
      checks: [],
      ...predicate,
    },
  } satisfies ReviewStatement;
}

/** A clone in which all is as it was signed, but for what a test says. */
const clone = (differs: Partial<Record<'then' | 'now', string>> = {}) => ({
  isAncestor: async (commit: string) => commit === REVISION,
  digestAt: async (_: string, path: string) =>
    path === differs.then ? OTHER : HASH,
  digestNow: async (path: string) => (path === differs.now ? OTHER : HASH),
});

const verify = (
  statement: ReviewStatement,
  {
    keys = trusted(portal.publicKey),
    signers = [portal.privateKey],
    at = AT,
    files = clone(),
    data = new Map<string, ReturnType<typeof clone>>(),
    change = (text: string) => text,
  } = {},
) =>
  verifyReview(
    {
      path: 'review.intoto.json',
      text: change(JSON.stringify(signStatement(statement, signers))),
    },
    { keys, clone: files, data, at },
  );

describe('a decision', () => {
  it.each([
    ['Ed25519', portal],
    ['ECDSA', mira],
  ])('holds where it is signed by %s and all is as it was', async (_, pair) => {
    expect(
      await verify(statementOf(), {
        keys: trusted(pair.publicKey),
        signers: [pair.privateKey],
      }),
    ).toMatchObject({ valid: true, failures: [] });
  });

  it('is held against clones of the training data, and says what it was not shown', async () => {
    const statement = statementOf({
      data: [
        {
          repository: 'northlight/digits-data',
          revision: REVISION,
          files: [{ name: 'labels.csv', digest: { sha256: HASH } }],
        },
      ],
    });
    expect(await verify(statement)).toMatchObject({
      valid: true,
      unseen: ['northlight/digits-data'],
    });
    const files = clone({ now: 'labels.csv' });
    const data = new Map([['northlight/digits-data', files]]);
    expect(await verify(statement, { data })).toMatchObject({
      valid: false,
      unseen: [],
      failures: [
        {
          what: 'bytes',
          message: expect.stringContaining(
            'labels.csv of northlight/digits-data has SHA-256',
          ),
        },
      ],
    });
  });

  it('holds where several sign, each for one reviewer', async () => {
    const decidedAt = '2026-11-25T09:00:00Z';
    const people = ['user:default/mira', 'user:default/noor'];
    const statement = statementOf({
      reviewers: people.map(person => ({ person, decidedAt })),
      quorum: 2,
    });
    const keys = [
      ...trusted(portal.publicKey, [people[0]]),
      ...trusted(mira.publicKey, [people[1]]),
    ];
    const both = [portal.privateKey, mira.privateKey];
    expect(await verify(statement, { keys, signers: both })).toMatchObject({
      valid: true,
    });
    expect(
      (await verify(statement, { keys, signers: [portal.privateKey] }))
        .failures,
    ).toEqual([
      {
        what: 'reviewer',
        message: expect.stringContaining('user:default/noor'),
      },
    ]);
  });

  it('does not hold once its text was changed', async () => {
    const change = (text: string) => {
      const envelope = JSON.parse(text);
      const statement = JSON.parse(
        Buffer.from(envelope.payload, 'base64').toString(),
      );
      statement.predicate.authors = ['user:default/bo'];
      envelope.payload = Buffer.from(JSON.stringify(statement)).toString(
        'base64',
      );
      return JSON.stringify(envelope);
    };
    expect((await verify(statementOf(), { change })).failures).toEqual([
      { what: 'signature', message: expect.stringContaining('was changed') },
    ]);
  });

  it('does not hold by a key that says in the envelope that it is another', async () => {
    const change = (text: string) => {
      const envelope = JSON.parse(text);
      envelope.signatures[0].keyid = trusted(portal.publicKey)[0].id;
      return JSON.stringify(envelope);
    };
    const failures = await verify(statementOf(), {
      signers: [mira.privateKey],
      change,
    });
    expect(failures).toMatchObject({ failures: [{ what: 'signature' }] });
  });

  it.each<[string, string, Partial<ReviewPredicate>]>([
    ['of an author', 'four-eyes', { authors: ['user:default/mira'] }],
    ['of fewer than must agree', 'quorum', { quorum: 2 }],
    ['that ended', 'expired', { expiresAt: '2026-11-26T11:00:00Z' }],
    ['that rejects', 'rejected', { decision: 'rejected' }],
    ['of another history', 'revision', { revision: '2'.repeat(40) }],
    ['that does not pin its manifest', 'manifest', { manifest: 'other.yaml' }],
  ])('does not hold %s', async (_, what, predicate) => {
    const { valid, failures } = await verify(statementOf(predicate));
    expect(valid).toBe(false);
    expect(failures.map(failure => failure.what)).toContain(what);
  });

  it.each([
    ['then', 'the statement is not of this repository'],
    ['now', 'was approved'],
  ] as const)('does not hold of other bytes %s', async (when, words) => {
    const files = clone({ [when]: 'data/labels.csv' });
    expect((await verify(statementOf(), { files })).failures).toEqual([
      { what: 'bytes', message: expect.stringContaining(words) },
    ]);
  });

  it('is not taken from a key before or after its time', async () => {
    for (const dates of [
      { validFrom: '2026-11-26T00:00:00Z' },
      { validUntil: '2026-11-25T00:00:00Z' },
    ]) {
      const keys = trusted(portal.publicKey, 'everybody', dates);
      expect((await verify(statementOf(), { keys })).failures).toEqual([
        { what: 'reviewer', message: expect.stringContaining('not valid on') },
      ]);
    }
  });

  it.each([
    ['a brace', '{', 'is no JSON'],
    ['nothing', '{}', 'is no signed statement (DSSE): payloadType'],
    [
      'another statement',
      JSON.stringify({
        payloadType: 'application/vnd.in-toto+json',
        payload: Buffer.from('{"_type":"x"}').toString('base64'),
        signatures: [{ sig: 'AAAA' }],
      }),
      'is no review: _type',
    ],
  ])('that is none is refused: %s', async (_, text, words) => {
    expect(
      (
        await verifyReview(
          { path: 'review.json', text },
          { keys: [], clone: clone(), at: AT },
        )
      ).failures,
    ).toEqual([{ what: 'statement', message: expect.stringContaining(words) }]);
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'a\\b', './a', 'a/', 'a\nb'])(
    'pins nothing outside of the repository: %j',
    name => {
      const statement = statementOf();
      statement.subject[0].name = name;
      expect(() => signStatement(statement, [portal.privateKey])).toThrow(
        /no path inside a repository/,
      );
    },
  );
});

describe('a trust root', () => {
  it.each([
    ['without a key', 'keys: []', 'is no trust root: keys'],
    ['that is no YAML', '{', 'cannot be read as YAML or JSON'],
    [
      'with a key that is none',
      'keys: [{ publicKey: x, signsFor: everybody }]',
      'keys.0.publicKey is no public key in PEM',
    ],
    [
      'with a private key',
      JSON.stringify({
        keys: [
          {
            publicKey: portal.privateKey.export({
              type: 'pkcs8',
              format: 'pem',
            }),
            signsFor: 'everybody',
          },
        ],
      }),
      'keys.0 is a private key',
    ],
  ])('%s is refused with file and remedy', (_, text, words) => {
    expect(() => readTrustRoot('keys.yaml', text)).toThrow(words);
  });
});
