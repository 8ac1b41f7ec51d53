import { readdirSync, readFileSync } from 'node:fs';

/** Worker processes that a replica started. */
export function workersOf(replicaProcessId: number): number[] {
  return textOf(`/proc/${replicaProcessId}/task/${replicaProcessId}/children`)
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

/** Every process on this machine that is a worker of the fault tests. */
export function allWorkers(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name =>
      textOf(`/proc/${name}/cmdline`).includes('__testUtils__/worker.js'),
    )
    .map(Number);
}

/** Empty where the process has ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
