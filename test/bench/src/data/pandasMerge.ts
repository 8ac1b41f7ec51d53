import { spawnSync } from 'node:child_process';
import type { Measured } from './Measured';

/** The same question as a data scientist asks it. Says its seconds, its peak, and the counts. */
const PROGRAM = `
import json, resource, sys, time
import pandas as pd
started, started_cpu = time.perf_counter(), time.process_time()
a, b = (pd.read_csv(path) for path in sys.argv[1:3])
both = a.merge(b, on="id", how="outer", suffixes=("_a", "_b"), indicator=True)
paired = both[both["_merge"] == "both"]
changed = pd.Series(False, index=paired.index)
for name in a.columns:
    if name == "id": continue
    x, y = paired[name + "_a"], paired[name + "_b"]
    changed |= (x != y) & ~(x.isna() & y.isna())
answer = {
  "added": int((both["_merge"] == "right_only").sum()),
  "removed": int((both["_merge"] == "left_only").sum()),
  "changed": int(changed.sum()),
}
print(json.dumps({"seconds": time.perf_counter() - started,
  "cpuSeconds": time.process_time() - started_cpu,
  "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
  "answer": answer}))
`;

/** The peer in Python, where GREENROOM_BENCH_PYTHON (or python3) has pandas. */
export function pandasMerge():
  | ((pair: { from: string; to: string }) => Promise<Measured>)
  | undefined {
  const python = process.env.GREENROOM_BENCH_PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import pandas']).status !== 0) return undefined;
  return async ({ from, to }) => {
    const { status, stdout, stderr } = spawnSync(
      python,
      ['-c', PROGRAM, from, to],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`pandas ended with ${status}: ${stderr}`);
    return JSON.parse(stdout) as Measured;
  };
}
