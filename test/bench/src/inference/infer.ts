import { readModel, Session } from '@greenroom/evaluation';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Batches at a time: as many as a quick evaluation prepares. */
const CHUNK_BATCHES = 8;

/** Runs before the measured ones: the runtime lays out its memory. */
const WARM_UP_RUNS = 20;

/**
 * One worker: opens a model, says so, and once told runs batches for some
 * seconds. Usage: infer.ts MODEL ROWS.f32 WIDTH OUTPUT BATCH SECONDS
 */
async function main([model, rows, ...rest]: readonly string[]): Promise<void> {
  const [width, output, batch, seconds] = [
    Number(rest[0]),
    rest[1],
    Number(rest[2]),
    Number(rest[3]),
  ];
  const values = new Float32Array(Uint8Array.from(readFileSync(rows)).buffer);
  const facts = readModel(readFileSync(model), model);
  const session = await Session.open(model, facts);
  const [{ name }] = facts.inputs;
  const rowsAtOnce = CHUNK_BATCHES * batch;
  const chunks = Math.floor(values.length / width / rowsAtOnce);
  const run = (i: number) => {
    const start = (i % chunks) * rowsAtOnce * width;
    const part = values.subarray(start, start + rowsAtOnce * width);
    return session.run(
      { rows: rowsAtOnce, inputs: new Map([[name, { values: part, width }]]) },
      [output],
    );
  };
  for (let i = 0; i < WARM_UP_RUNS; i++) await run(i);
  process.stdout.write('ready\n');
  for await (const _line of createInterface({ input: process.stdin })) break;
  const started = performance.now();
  let runs = 0;
  while (performance.now() - started < seconds * 1000) await run(runs++);
  const taken = (performance.now() - started) / 1000;
  process.stdout.write(`${(runs * rowsAtOnce) / taken}\n`);
  process.exit(0);
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
