/** A worker that does what its task names, to see what stops it. */
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const readline = require('node:readline');

const say = said => process.stdout.write(`${JSON.stringify(said)}\n`);
const result = value => {
  say({ type: 'result', result: value });
  process.exit(0);
};
const held = [];
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

const DOES = {
  copy({ input, outDirectory }) {
    say({ type: 'progress', fraction: 0.5, message: 'Half of it' });
    process.stderr.write('a line of its own\n');
    fs.copyFileSync(input, path.join(outDirectory, 'copy'));
    result({ bytes: fs.statSync(input).size });
  },
  digests: ({ files }) =>
    result(files.map(file => sha256(fs.readFileSync(file)))),
  leave({ outDirectory }) {
    const left = {
      'plain.bin': '\u0000one',
      'in/a folder/ü.txt': 'two',
      none: '',
    };
    for (const [name, text] of Object.entries(left)) {
      const file = path.join(outDirectory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
      left[name] = sha256(text);
    }
    result(left);
  },
  blame: ({ input }) =>
    say({ type: 'error', message: 'Not a table.', file: input, line: 3 }) &&
    process.stdin.destroy(),
  crash: () => process.stderr.write('out of luck\n', () => process.exit(3)),
  // The kernel keeps the first of a process namespace from killing itself.
  die: () =>
    process.ppid === 0 || process.pid === 1
      ? process.exit(137)
      : process.kill(process.pid, 'SIGKILL'),
  // A piece of work for who kills it.
  work({ number, millis, outDirectory }) {
    process.stderr.write(`piece ${number}\n`);
    setTimeout(() => {
      fs.writeFileSync(path.join(outDirectory, 'answer.json'), `${number}`);
      result({ number });
    }, millis);
  },
  fill() {
    held.push(Buffer.alloc(20_000_000, 1));
    setTimeout(DOES.fill, 20);
  },
  fillInChild() {
    const child = spawn(process.execPath, [
      '-e',
      'const held = []; setInterval(() => held.push(Buffer.alloc(20e6, 1)), 20)',
    ]);
    process.stderr.write(`${child.pid}\n`);
    setInterval(() => {}, 1_000);
  },
  wait() {
    process.stderr.write('it began\n');
    setInterval(() => {}, 1_000);
  },
  think() {
    process.stderr.write('it began\n');
    setTimeout(() => result('thought'), 3_000);
  },
  sleep: () => setInterval(() => {}, 1_000),
  write({ outDirectory }) {
    fs.writeFileSync(path.join(outDirectory, 'big'), Buffer.alloc(30_000_000));
    setInterval(() => {}, 1_000);
  },
  connect({ port }) {
    net
      .connect(port, '127.0.0.1')
      .once('connect', () => result('reached'))
      .once('error', error => result(error.code));
  },
  read: ({ secret }) =>
    result(fs.existsSync(secret) ? fs.readFileSync(secret, 'utf8') : null),
  see: ({ processId }) => result(fs.existsSync(`/proc/${processId}`)),
  environment: () => result(Object.keys(process.env).sort()),
};

readline
  .createInterface({ input: process.stdin })
  .once('line', line => {
    const task = JSON.parse(line);
    DOES[task.kind](task);
  })
  .once('close', () => process.exit(1));
