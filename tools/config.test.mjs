/** The app-configs of the repository are what the schemas of their packages say. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './steps.mjs';

const { ConfigSources, loadConfigSchema } = createRequire(import.meta.url)(
  '@backstage/config-loader',
);

/** As `backstage-cli config:check --strict --package backend` has it; read once, which takes seconds. */
const schema = await loadConfigSchema({
  dependencies: ['backend'],
  noUndeclaredProperties: true,
});

/** @throws Error that says what does not match */
async function check(...files) {
  const source = ConfigSources.default({
    rootDir: root,
    argv: files.flatMap(file => ['--config', path.resolve(root, file)]),
  });
  const reading = new AbortController();
  for await (const { configs } of source.readConfigData({
    signal: reading.signal,
  })) {
    reading.abort();
    schema.process(configs);
    return;
  }
}

test('app-config.yaml is valid', () => check('app-config.yaml'));

test('app-config.development.yaml is valid on top of it', () =>
  check('app-config.yaml', 'app-config.development.yaml'));

test('app-config.large.yaml is valid on top of it', () =>
  check('app-config.yaml', 'app-config.large.yaml'));

/** Lays sources over app-config.yaml. */
async function checkSources(sources) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'greenroom-config-'));
  const file = path.join(directory, 'sources.yaml');
  fs.writeFileSync(file, JSON.stringify({ greenroom: { sources } }));
  try {
    await check('app-config.yaml', file);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

test('sources of both kinds are valid', () =>
  checkSources([
    { id: 'x', type: 'github', organization: 'acme', topics: ['ml'] },
    {
      id: 'y',
      type: 'git',
      remotes: [{ url: 'https://git.example/acme/data', branch: 'main' }],
      manifestPaths: ['data/**'],
    },
  ]));

test('a source without its id, or with topics that are no list, is not', async () => {
  for (const [source, reason] of [
    [{ type: 'github', organization: 'acme' }, /id/],
    [{ id: 'x', type: 'github', topics: 'ml' }, /topics/],
  ]) {
    await assert.rejects(checkSources([source]), reason);
  }
});
