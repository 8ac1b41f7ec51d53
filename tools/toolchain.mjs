/** Node 22 or 24: the running one, else the pinned one from the npm registry. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { runProgram, say, step, StepError, toolchain } from './steps.mjs';

export const NODE_VERSION = '24.21.0';
const SYSTEMS = { linux: 'linux', darwin: 'darwin', win32: 'win' };
const PROCESSORS = ['x64', 'arm64'];

/** Backstage 1.55 wants 22 or 24; below 22.12 a CommonJS file cannot require an ES module. */
export function isGoodNode(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 12);
}

/**
 * The npm package that has Node's binary for a machine.
 *
 * @throws {StepError} where there is none
 */
export function nodePackage(platform, arch) {
  const system = SYSTEMS[platform];
  if (!system || !PROCESSORS.includes(arch)) {
    throw new StepError(
      `There is no ready-made Node ${NODE_VERSION} for ${platform} ${arch}.`,
      'Install Node 24 yourself, put it first in PATH, and run this again.',
    );
  }
  return `node-${system}-${arch}`;
}

/** @returns {Promise<string>} path of a Node that runs Greenroom */
export async function findNode() {
  if (isGoodNode(process.version)) return process.execPath;

  const windows = process.platform === 'win32';
  const binary = path.join(
    toolchain,
    'node',
    'bin',
    windows ? 'node.exe' : 'node',
  );
  if (fs.existsSync(binary)) {
    const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
    if (stdout?.trim() === `v${NODE_VERSION}`) return binary;
  }
  const name = nodePackage(process.platform, process.arch);
  say(
    `  This is Node ${process.version}; Greenroom runs on 22.12 or later, or 24.`,
  );
  await step(
    `Bring Node ${NODE_VERSION} (npm package ${name}) into .toolchain/`,
    () => bring(name, path.join(toolchain, 'node')),
  );
  return binary;
}

async function bring(name, target) {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'greenroom-node-'));
  try {
    const windows = process.platform === 'win32';
    await runProgram(
      windows ? 'npm.cmd' : 'npm',
      ['pack', `${name}@${NODE_VERSION}`, '--silent'],
      {
        cwd: temporary,
        shell: windows,
        remedy: `Check that npm reaches its registry ('npm ping'), or install Node 24 yourself and put it first in PATH.`,
      },
    );
    const [archive] = fs
      .readdirSync(temporary)
      .filter(file => file.endsWith('.tgz'));
    const made = path.join(temporary, 'node');
    extract(fs.readFileSync(path.join(temporary, archive)), made);
    fs.rmSync(target, { recursive: true, force: true });
    fs.mkdirSync(path.dirname(target), { recursive: true });
    // Copied, not renamed: the folder for temporary files may be another disk.
    fs.cpSync(made, target, { recursive: true });
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

const BLOCK = 512;

/**
 * Unpacks the binaries and the licence of an npm archive (a gzipped POSIX tar
 * with everything below `package/`). Links and all else are left out.
 *
 * @param {Buffer} archive
 * @param {string} target - folder that is made
 */
export function extract(archive, target) {
  const tar = zlib.gunzipSync(archive);
  const text = (from, length) =>
    tar.toString('utf8', from, from + length).split('\0')[0];
  let offset = 0;
  while (offset + BLOCK <= tar.length && tar[offset] !== 0) {
    const name = path.posix.join(text(offset + 345, 155), text(offset, 100));
    const size = parseInt(text(offset + 124, 12), 8) || 0;
    const isFile = ['0', ''].includes(text(offset + 156, 1));
    const start = offset + BLOCK;
    const match = /^package\/(bin\/[\w.-]+|LICENSE)$/.exec(name);
    if (isFile && match) {
      const file = path.join(target, match[1]);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, tar.subarray(start, start + size), {
        mode: match[1].startsWith('bin/') ? 0o755 : 0o644,
      });
    }
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}
