/** What the set-up steps share: saying what they do, running programs, stamps. */
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const toolchain = path.join(root, '.toolchain');

const PROGRESS_SECONDS = 10;
const KEPT_LINES = 40;

/** A failure that knows what the person can do. */
export class StepError extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Says what is being done, again every ten seconds with `progress()`, and how
 * long it took.
 */
export async function step(title, work, progress = () => '') {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  say(`→ ${title}`);
  const ticker = setInterval(() => {
    say(`  … ${seconds()} s ${progress()}`.trimEnd());
  }, PROGRESS_SECONDS * 1000);
  try {
    const result = await work();
    say(`✓ ${title} (${seconds()} s)`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}

/**
 * Runs a program and keeps the last lines it said for the case that it fails.
 *
 * @param {{ cwd?: string, env?: object, shell?: boolean, remedy: string, onLine?: (line: string) => void }} options
 * @returns {Promise<string>} everything it wrote to its standard output
 * @throws {StepError}
 */
export function runProgram(program, args, options) {
  const { remedy, onLine = () => {}, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...rest,
    });
    let output = '';
    let last = [];
    const listen = chunk => {
      const lines = String(chunk).split(/\r?\n/).filter(Boolean);
      last = [...last, ...lines].slice(-KEPT_LINES);
      lines.forEach(onLine);
    };
    child.stdout.on('data', chunk => {
      output += chunk;
      listen(chunk);
    });
    child.stderr.on('data', listen);
    const fail = why =>
      reject(
        new StepError(
          `${[program, ...args].join(' ')} ${why}\n${last.join('\n')}`,
          remedy,
        ),
      );
    child.once('error', error => fail(`could not be run: ${error.message}`));
    child.once('close', code =>
      code === 0 ? resolve(output) : fail(`ended with ${code}`),
    );
  });
}

/** SHA-256 over files and folders: their paths and bytes, in order. Missing ones count as empty. */
export function hashOf(paths) {
  const hash = crypto.createHash('sha256');
  const add = file => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) {
        if (name !== 'node_modules' && name !== 'dist')
          add(path.join(file, name));
      }
      return;
    }
    hash.update(
      `${path.relative(root, file).replaceAll('\\', '/')}\0${stat.size}\0`,
    );
    hash.update(fs.readFileSync(file));
  };
  for (const relative of paths) add(path.join(root, relative));
  return hash.digest('hex');
}

/** What a step last did, so that it need not be done again. Kept in `.toolchain/`. */
export function stampOf(name) {
  const file = path.join(toolchain, `${name}.stamp`);
  return {
    is: value => fs.existsSync(file) && fs.readFileSync(file, 'utf8') === value,
    set: value => {
      fs.mkdirSync(toolchain, { recursive: true });
      fs.writeFileSync(file, value);
    },
    clear: () => fs.rmSync(file, { force: true }),
  };
}
