/** The app-configs of the repository are what the schemas of their packages say. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './steps.mjs';

const cli = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');

function check(...files) {
  const configs = files.flatMap(file => ['--config', path.resolve(root, file)]);
  return spawnSync(
    process.execPath,
    [cli, 'config:check', '--strict', '--package', 'backend', ...configs],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
}

test('app-config.yaml is valid', () => {
  const { status, stderr, stdout } = check('app-config.yaml');
  assert.equal(status, 0, stderr + stdout);
});

test('app-config.development.yaml is valid on top of it', () => {
  const { status, stderr, stdout } = check(
    'app-config.yaml',
    'app-config.development.yaml',
  );
  assert.equal(status, 0, stderr + stdout);
});

test('app-config.large.yaml is valid on top of it', () => {
  const { status, stderr, stdout } = check(
    'app-config.yaml',
    'app-config.large.yaml',
  );
  assert.equal(status, 0, stderr + stdout);
});

/** Lays sources over app-config.yaml. */
function checkSources(sources) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'greenroom-config-'));
  const file = path.join(directory, 'sources.yaml');
  fs.writeFileSync(file, JSON.stringify({ greenroom: { sources } }));
  try {
    return check('app-config.yaml', file);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

test('sources of both kinds are valid', () => {
  const { status, stderr, stdout } = checkSources([
    { id: 'x', type: 'github', organization: 'acme', topics: ['ml'] },
    {
      id: 'y',
      type: 'git',
      remotes: [{ url: 'https://git.example/acme/data', branch: 'main' }],
      manifestPaths: ['data/**'],
    },
  ]);
  assert.equal(status, 0, stderr + stdout);
});

test('a source without its id, or with topics that are no list, is not', () => {
  for (const [source, reason] of [
    [{ type: 'github', organization: 'acme' }, /id/],
    [{ id: 'x', type: 'github', topics: 'ml' }, /topics/],
  ]) {
    const { status, stderr } = checkSources([source]);
    assert.notEqual(status, 0);
    assert.match(stderr, reason);
  }
});
