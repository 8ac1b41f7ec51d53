import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** Runs outside Jest: the emulator is an ES module with a server of its own. */
const PROGRAM = `
import { createEmulator } from 'emulate';
const emulator = await createEmulator({
  service: 'aws',
  port: Number(process.env.EMULATED_S3_PORT),
  seed: {
    aws: { s3: { buckets: process.argv.slice(1).map(name => ({ name })) } },
  },
});
console.log('ready ' + emulator.url);
process.stdin.on('end', () => emulator.close().then(() => process.exit(0)));
process.stdin.resume();
`;

/** Starts an emulated S3 with some empty buckets. It takes any credentials. */
export async function startS3(
  ...buckets: readonly string[]
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM, ...buckets],
    {
      env: { ...process.env, EMULATED_S3_PORT: String(await freePort()) },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^ready (\S+)$/.exec(line) ?? [];
    if (url !== undefined) {
      return {
        url,
        close: async () => {
          child.stdin.end();
          await exited;
        },
      };
    }
  }
  throw new Error('The emulated S3 ended before it was ready.');
}

/** Nobody listens at it: for a server of its own, or to see what happens then. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
