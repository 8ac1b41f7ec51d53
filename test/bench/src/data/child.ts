import { readFileSync } from 'node:fs';
import { dataTasks } from './dataTasks';
import type { Measured } from './Measured';

/** One task of the bench, in this process alone: `child.ts TASK INPUT`. */
async function main(): Promise<void> {
  const [name, input] = process.argv.slice(2);
  const task = await taskNamed(name);
  const started = performance.now();
  const startedCpu = process.cpuUsage();
  const answer = await task(JSON.parse(input) as never);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(startedCpu);
  const status = readFileSync('/proc/self/status', 'utf8');
  const measured: Measured = {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: Math.round(
      Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024,
    ),
    answer,
  };
  console.log(JSON.stringify(measured));
}

/** Libraries of a plan are loaded for no other task, and before the clock runs. */
async function taskNamed(name: string) {
  // As a module of CommonJS is seen from outside.
  const own = <M extends object>(loaded: M): M =>
    'default' in loaded ? (loaded.default as M) : loaded;
  switch (name) {
    case 'plan':
      return own(await import('../plan/planOfChange')).planOfChange;
    case 'merge':
      return own(await import('../plan/mergeOfChanges')).mergeOfChanges;
    default:
      return dataTasks[name];
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
