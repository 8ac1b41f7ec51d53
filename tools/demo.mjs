/** The example organisation's git host and portal, as two processes of this machine. */
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { root, StepError } from './steps.mjs';

/** Runs TypeScript from source. */
export const NODE_TRANSFORM = path.join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
const END_WITH_PARENT = path.join(root, 'tools/endWithParent.cjs');
const READINESS = '/.backstage/health/v1/readiness';
const HOST_SECONDS = 300;
/** The first time, ten million rows are made in several versions. */
const LARGE_HOST_SECONDS = 900;
const PORTAL_SECONDS = 120;
const STOP_SECONDS = 10;
const POLL_MILLISECONDS = 150;
const KEPT_LINES = 25;

/** What `npm run demo:large` lays over app-config.yaml. */
export const LARGE_CONFIG = path.join(root, 'app-config.large.yaml');

/**
 * Starts the demo host and the portal and waits until both are ready.
 *
 * @param {{ port: number, hostPort: number, state: string, scale?: 'example' | 'large', progress?: (what: string) => void, onEnd?: (why: string) => void }} options
 *   `state` is the folder of databases, artifacts and logs; `onEnd` hears when a part ends unasked
 * @returns {Promise<{ url: string, hostUrl: string, stop: () => Promise<void> }>}
 * @throws {StepError} when a port is taken or a part does not come up
 */
export async function startDemo(options) {
  const {
    port,
    hostPort,
    state,
    scale = 'example',
    progress = () => {},
    onEnd,
  } = options;
  await assertFree(port, 'GREENROOM_PORT', 'the portal');
  await assertFree(hostPort, 'GREENROOM_HOST_PORT', 'the demo git host');
  forgetMovedHost(state, progress);
  fs.mkdirSync(path.join(state, 'logs'), { recursive: true });
  makeReviewKey(state);
  const env = demoEnvironment({ port, hostPort, state });
  const started = [];
  const stop = async () => {
    await Promise.all(started.splice(0).reverse().map(stopPart));
  };

  try {
    progress('The demo git host is being filled with its repositories');
    const host = startPart(
      'host',
      ['test/github/src/main.ts'],
      root,
      { ...env, GREENROOM_HOST_SCALE: scale },
      state,
    );
    started.push(host);
    await untilItSays(host, /\bready\b/, {
      seconds: scale === 'large' ? LARGE_HOST_SECONDS : HOST_SECONDS,
      onLine: line => /^making/.test(line) && progress(`The host is ${line}`),
    });

    progress('The portal is starting');
    const portal = startPortalPart(
      'portal',
      env,
      state,
      scale === 'large' ? [LARGE_CONFIG] : [],
    );
    started.push(portal);
    const url = `http://localhost:${port}`;
    await untilHealthy(portal, `${url}${READINESS}`);

    for (const part of [host, portal]) {
      part.child.once('exit', code => {
        if (started.includes(part))
          onEnd?.(`${part.name} ended with ${code}. ${lastWords(part)}`);
      });
    }
    return { url, hostUrl: `http://localhost:${hostPort}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What `npm run demo:large` starts, in its own folder and on its own ports. */
export function startLargeDemo(progress, onEnd) {
  return startDemo({
    port: Number(process.env.GREENROOM_PORT || 7007),
    hostPort: Number(process.env.GREENROOM_HOST_PORT || 7008),
    state: path.join(root, '.demo-large'),
    scale: 'large',
    progress,
    onEnd,
  });
}

/**
 * The emulated host forgets its commits when it ends; a portal that remembers
 * them would show what git no longer says.
 */
function forgetMovedHost(state, progress) {
  const moved = path.join(state, 'host-moved');
  if (!fs.existsSync(moved)) return;
  progress(
    'The emulated git host begins anew, and with it what the portal knew of it',
  );
  fs.rmSync(path.join(state, 'db'), { recursive: true, force: true });
  fs.rmSync(moved);
}

/** Of these plugins of Backstage the demo writes most. */
const BUSY_PLUGINS = ['catalog', 'search', 'events', 'notifications'];

/**
 * Backstage leaves SQLite's journal as it is, which waits for the disk at each
 * commit, on the one thread that answers: a write-ahead log stays with its file.
 */
function logWritesAhead(state) {
  const backend = path.join(root, 'packages/backend/package.json');
  const Database = createRequire(backend)('better-sqlite3');
  const folder = path.join(state, 'db');
  fs.mkdirSync(folder, { recursive: true });
  for (const plugin of BUSY_PLUGINS) {
    const database = new Database(path.join(folder, `${plugin}.sqlite`));
    database.pragma('journal_mode = WAL');
    database.close();
  }
}

/** What decisions of the demo are signed with, and the trust root of whoever verifies them: beside all repositories. */
function makeReviewKey(state) {
  const key = path.join(state, 'review-key.pem');
  if (fs.existsSync(key)) return;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  fs.writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    mode: 0o600,
  });
  const trusted = publicKey.export({ type: 'spki', format: 'pem' });
  const trust = { keys: [{ publicKey: trusted, signsFor: 'everybody' }] };
  fs.writeFileSync(
    path.join(state, 'review-trust.json'),
    `${JSON.stringify(trust, null, 2)}\n`,
  );
}

/** What app-config.yaml and the demo host read; both default to the same values without it. */
export function demoEnvironment({ port, hostPort, state }) {
  return {
    ...process.env,
    GREENROOM_PORT: String(port),
    GREENROOM_HOST_PORT: String(hostPort),
    GREENROOM_STATE: state,
  };
}

/**
 * Starts a portal alone, in front of a host that is there: for benches and
 * fault tests, which may start several.
 *
 * @param {{ name: string, port: number, hostPort: number, state: string, configs?: string[] }} options
 *   `configs` are laid over app-config.yaml
 */
export async function startPortal({ name, port, hostPort, state, configs }) {
  fs.mkdirSync(path.join(state, 'logs'), { recursive: true });
  const env = demoEnvironment({ port, hostPort, state });
  const portal = startPortalPart(name, env, state, configs);
  const url = `http://localhost:${port}`;
  try {
    await untilHealthy(portal, `${url}${READINESS}`);
  } catch (error) {
    await stopPart(portal);
    throw error;
  }
  return {
    url,
    pid: portal.child.pid,
    kill: () => signalPart(portal, 'SIGKILL'),
    stop: () => stopPart(portal),
  };
}

function startPortalPart(name, env, state, configs = []) {
  logWritesAhead(state);
  const files = [path.join(root, 'app-config.yaml'), ...configs];
  return startPart(
    name,
    ['src/index.ts', ...files.flatMap(file => ['--config', file])],
    path.join(root, 'packages/backend'),
    { ...env, NODE_ENV: 'production' },
    state,
  );
}

/** Starts the demo host alone, for `yarn dev`. */
export async function startDemoHost({ port, hostPort, state }) {
  await assertFree(hostPort, 'GREENROOM_HOST_PORT', 'the demo git host');
  fs.mkdirSync(path.join(state, 'logs'), { recursive: true });
  const env = demoEnvironment({ port, hostPort, state });
  const host = startPart('host', ['test/github/src/main.ts'], root, env, state);
  await untilItSays(host, /\bready\b/);
  return { stop: () => stopPart(host) };
}

function startPart(name, args, cwd, env, state) {
  const log = path.join(state, 'logs', `${name}.log`);
  const file = fs.createWriteStream(log);
  const child = spawn(
    process.execPath,
    ['--require', END_WITH_PARENT, '--require', NODE_TRANSFORM, ...args],
    {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C reaches us, and we stop the parts in order.
      detached: process.platform !== 'win32',
    },
  );
  const part = { name, child, log, lines: [], listeners: new Set() };
  const listen = chunk => {
    file.write(chunk);
    const lines = String(chunk).split(/\r?\n/).filter(Boolean);
    part.lines = [...part.lines, ...lines].slice(-KEPT_LINES);
    for (const listener of part.listeners) lines.forEach(listener);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  // However we end, nothing of ours stays behind.
  const kill = () => signalPart(part, 'SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  return part;
}

function signalPart({ child }, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in between.
  }
}

async function stopPart(part) {
  const { child } = part;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(done => child.once('exit', done));
  signalPart(part, 'SIGTERM');
  const patience = setTimeout(
    () => signalPart(part, 'SIGKILL'),
    STOP_SECONDS * 1000,
  );
  await ended;
  clearTimeout(patience);
}

function untilItSays(
  part,
  pattern,
  { seconds = HOST_SECONDS, onLine = () => {} } = {},
) {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(
      () => done(notUp(part, `was not ready in ${seconds} s`)),
      seconds * 1000,
    );
    const onExit = code => done(notUp(part, `ended with ${code}`));
    const hear = line => {
      onLine(line);
      if (pattern.test(line)) done();
    };
    const done = error => {
      clearTimeout(patience);
      part.listeners.delete(hear);
      part.child.removeListener('exit', onExit);
      if (error) reject(error);
      else resolve();
    };
    part.listeners.add(hear);
    part.child.once('exit', onExit);
    part.child.once('error', error => done(notUp(part, error.message)));
  });
}

async function untilHealthy(part, url) {
  const end = Date.now() + PORTAL_SECONDS * 1000;
  while (Date.now() < end) {
    if (part.child.exitCode !== null) {
      throw notUp(part, `ended with ${part.child.exitCode}`);
    }
    const healthy = await fetch(url).then(
      answer => answer.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise(done => setTimeout(done, POLL_MILLISECONDS));
  }
  throw notUp(part, `was not ready in ${PORTAL_SECONDS} s`);
}

function notUp(part, why) {
  return new StepError(
    `The demo's ${part.name} ${why}. ${lastWords(part)}`,
    `Read ${path.relative(
      root,
      part.log,
    )}; \`npm run reset\` clears a broken state.`,
  );
}

function lastWords(part) {
  return `Its last lines:\n${part.lines.join('\n')}`;
}

function assertFree(port, variable, what) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', () =>
      reject(
        new StepError(
          `Port ${port}, meant for ${what}, is taken.`,
          `Stop what uses it (another Greenroom?), or choose another: ${variable}=${
            port + 100
          }.`,
        ),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
