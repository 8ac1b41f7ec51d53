import { findSlices, SliceTable } from '@greenroom/error-analysis';
import { writeFileSync } from 'node:fs';
import { peakMegabytes, quantile } from '../machine';
import { readTable } from './tableFile';
import { wideTable } from './wideTable';

/** What a search took in a process of its own. */
export type Searched = {
  /** Of the first call, while nothing is compiled; and the median of the calls. */
  readonly firstSeconds: number;
  readonly seconds: number;
  /** Seconds of a core that a call takes, on a busy machine less than those of the clock. */
  readonly coreSeconds: number;
  readonly peakMegabytes: number;
  readonly tested: number;
  readonly scores: readonly number[];
  readonly predicates: readonly (readonly [number, number])[][];
};

/** `child.ts FILE|wide TIMES LEVELS ROUNDS`: searches, and says what it took as JSON. */
function main(): void {
  const [file, times, levels, rounds] = process.argv.slice(2);
  const table: SliceTable =
    file === 'wide' ? wideTable() : readTable(file, Number(times));
  // What reading the table took is given back, and the peak begins anew (proc(5)).
  globalThis.gc?.();
  writeFileSync('/proc/self/clear_refs', '5');
  const seconds: number[] = [];
  const startedCpu = process.cpuUsage();
  let answer;
  for (let round = 0; round < Number(rounds); round++) {
    const startedAt = performance.now();
    answer = findSlices({ ...table, maxLevel: Number(levels) });
    seconds.push((performance.now() - startedAt) / 1000);
  }
  const { user, system } = process.cpuUsage(startedCpu);
  const searched: Searched = {
    firstSeconds: seconds[0],
    seconds: quantile(seconds, 0.5),
    coreSeconds: (user + system) / 1e6 / seconds.length,
    peakMegabytes: peakMegabytes(process.pid),
    tested: answer!.tested,
    scores: answer!.slices.map(({ score }) => score),
    predicates: answer!.slices.map(({ predicates }) =>
      predicates.map(({ feature, code }) => [feature, code] as const),
    ),
  };
  console.log(JSON.stringify(searched));
}

main();
