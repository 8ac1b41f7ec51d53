import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { policyCheck } from './commands/policyCheck';

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-policy-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function clone(name: string, files: Readonly<Record<string, string>>): string {
  const root = path.join(directory, name);
  mkdirSync(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org', ...args],
      {
        cwd: root,
        env: { ...process.env, GIT_COMMITTER_DATE: '2026-11-20T10:00:00Z' },
      },
    );
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'State it');
  return root;
}

const policy = (
  name: string,
  rules: string,
) => `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata:
  name: ${name}
spec:
  rules:
${rules}`;
const OWNER = '    - {id: owned, check: owner, is: group}\n';
const LICENCE = '    - {id: licence, check: licence, allow: [CC-BY-4.0]}\n';
const CARD = '    - {id: card, check: card, completenessAtLeast: 0.8}\n';

const policies = clone('policies', {
  'organisation/basics.yaml': policy('basics', OWNER + LICENCE + CARD),
  'systems/mail/mail.yaml': policy('mail', '    - {id: x, check: lineage}\n'),
});
const data = (more: Readonly<Record<string, string>>, name: string) =>
  clone(name, {
    'greenroom.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: {name: digits, owner: group:default/vision}
spec: {version: 1.0.0, license: MIT, table: {path: rows.csv}}
`,
    'rows.csv': 'a\n1\n',
    ...more,
  });

type Json = {
  assets: {
    checks: {
      rule: string;
      result: string;
      isWaived: boolean;
      stated: { path: string; line: number; commit: string };
    }[];
    problems: { path: string; line: number; message: string }[];
  }[];
};
const check = async (
  root: string,
  flags: Readonly<Record<string, string>> = {},
) => {
  const { json, forbidden, text } = await policyCheck.run([root], {
    ...{ policies, at: '2026-11-26', ...flags },
  });
  const [asset] = (json as Json).assets;
  const results = Object.fromEntries(
    asset.checks.map(({ rule, result }) => [rule, result]),
  );
  return { ...asset, results, forbidden, text };
};

describe('greenroom policy check', () => {
  it('says what the policies of the organisation say of what a clone declares', async () => {
    const found = await check(data({}, 'plain'));
    expect(found.results).toEqual({
      ...{ owned: 'pass', licence: 'fail', card: 'not checked' },
    });
    expect(found.forbidden).toBe(true);
    expect(found.checks[0].stated).toMatchObject({
      ...{ path: 'organisation/basics.yaml', line: 7 },
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(found.text).toContain('1 pass, 1 fail, 1 not checked');
  });

  it('passes what is waived, as long as it is', async () => {
    const root = data(
      {
        'greenroom/waivers/digits-licence.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Waiver
spec: {rule: licence, asset: digits, reason: The archive was asked., until: 2026-12-31}
`,
      },
      'waived',
    );
    expect((await check(root)).forbidden).toBe(false);
    const after = await check(root, { at: '2027-01-01' });
    expect(after.forbidden).toBe(true);
    expect(after.text).toContain('It ended on 2026-12-31');
  });

  it('says where a repository loosens what its organisation asks', async () => {
    const looser = LICENCE.replace('CC-BY-4.0', 'MIT');
    const found = await check(
      data({ 'greenroom/policies/own.yaml': policy('own', looser) }, 'looser'),
    );
    expect(found.results.licence).toBe('fail');
    expect(found.problems).toEqual([
      expect.objectContaining({
        ...{ path: 'greenroom/policies/own.yaml', line: 7 },
        message: expect.stringContaining('loosens what is asked'),
      }),
    ]);
  });

  it('holds rules against what the portal knows', async () => {
    const facts = path.join(directory, 'facts.json');
    writeFileSync(
      facts,
      JSON.stringify({
        ...{ kind: 'dataset', name: 'digits', tags: [], licence: 'CC-BY-4.0' },
        ...{ binding: [], card: { completeness: 0.9, missing: [] } },
        owner: 'group:default/vision',
      }),
    );
    const found = await check(data({}, 'known'), { facts });
    expect(found.results).toEqual({
      ...{ owned: 'pass', licence: 'pass', card: 'pass' },
    });
    expect(found.forbidden).toBe(false);
  });

  it('says what is wrong with what it is given', async () => {
    const facts = path.join(directory, 'none.json');
    writeFileSync(facts, '{"kind": "model"}');
    await expect(check(data({}, 'given'), { facts })).rejects.toThrow(
      'holds no facts of a version',
    );
    await expect(check(path.join(directory, 'nothing'))).rejects.toThrow(
      'There is no',
    );
  });
});
