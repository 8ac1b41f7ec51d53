import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { Octokit } from '@octokit/rest';

/** Runs outside Jest: the emulator is an ES module with a server of its own. */
const PROGRAM = `
import { createEmulator } from 'emulate';
const seed = {
  tokens: {
    'token-of-integration': { login: 'greenroom-bot', scopes: ['repo'] },
    'token-of-mira': { login: 'mira-okafor', scopes: ['repo'] },
  },
  github: {
    users: [
      { login: 'greenroom-bot', name: 'Greenroom', email: 'bot@northlight.example' },
      { login: 'mira-okafor', name: 'Mira Okafor', email: 'mira@northlight.example' },
    ],
    orgs: [{
      login: 'northlight',
      name: 'Northlight',
      members: [
        { login: 'greenroom-bot', role: 'admin' },
        { login: 'mira-okafor', role: 'admin' },
      ],
    }],
    repos: [
      { owner: 'northlight', name: 'digits-data', auto_init: true },
      { owner: 'mira-okafor', name: 'scratch', auto_init: true },
    ],
  },
};
const port = Number(process.env.EMULATED_GITHUB_PORT);
const emulator = await createEmulator({ service: 'github', port, seed });
console.log('ready ' + emulator.url);
process.stdin.on('end', () => emulator.close().then(() => process.exit(0)));
process.stdin.resume();
`;

export type EmulatedGithub = {
  readonly url: string;
  /** As the integration, for arranging and for looking. */
  readonly octokit: Octokit;
  readonly stop: () => Promise<void>;
};

/** A real GitHub REST server with `northlight/digits-data` and `mira-okafor/scratch`. */
export async function startEmulatedGithub(): Promise<EmulatedGithub> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM],
    {
      cwd: __dirname,
      env: {
        PATH: process.env.PATH,
        EMULATED_GITHUB_PORT: String(port),
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', line => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
    child.once('exit', code =>
      reject(new Error(`The emulator ended with ${code} before it was ready`)),
    );
  });
  return {
    url,
    octokit: new Octokit({ baseUrl: url, auth: 'token-of-integration' }),
    stop: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

/** The emulator wants to know its port beforehand. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
