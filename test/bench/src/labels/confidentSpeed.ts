import { quantile } from '../machine';
import { LEAST_OVERLAP, overlap } from '../overlap';
import type { Report } from '../Report';
import type { Section } from '../Section';
import type { Bench } from './Bench';
import { findOurs, findTheirs, Ours, Theirs } from './confident/findBoth';
import { Files, makePredictions, Size } from './confident/makePredictions';

const ROUNDS = 3;
const LARGE: Size = { rows: 50_000, classes: 1_000 };
const LARGE_RATIO = 0.5;
const LARGE_PEAK_MEGABYTES = 300;
const SMALL: Size = { rows: 10_000, classes: 10 };
const SMALL_RATIO = 0.1;
const GROWTH: readonly Size[] = [{ rows: 25_000, classes: 1_000 }, LARGE];

/** Confident learning, streamed from files by whole processes. */
export const confidentSpeed: Section<Bench> = {
  name: 'confident',
  async run(report, bench) {
    const small = makePredictions(bench.folder, SMALL);
    const large = makePredictions(bench.folder, LARGE);
    // Once unmeasured: what is compiled once is kept for later calls.
    await findOurs(small);
    await compare(report, bench, {
      size: SMALL,
      files: small,
      most: SMALL_RATIO,
    });
    const peak = await compare(report, bench, {
      size: LARGE,
      files: large,
      most: LARGE_RATIO,
    });
    report.atMost(
      'peak of our process at 50,000 x 1,000',
      peak,
      LARGE_PEAK_MEGABYTES,
      ' MB',
    );
    await grow(report, bench);
  },
};

async function compare(
  report: Report,
  { python }: Bench,
  task: { readonly size: Size; readonly files: Files; readonly most: number },
): Promise<number> {
  const { size, files, most } = task;
  const what = `${size.rows.toLocaleString(
    'en',
  )} x ${size.classes.toLocaleString('en')}`;
  const pairs: { ours: Ours; theirs?: Theirs }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await findOurs(files);
    pairs.push({
      ours,
      theirs: python ? await findTheirs(python, files) : undefined,
    });
  }
  const [{ ours, theirs }] = pairs;
  const peak = Math.max(...pairs.map(pair => pair.ours.run.peakMegabytes));
  report.print(
    `  ${what}, ours: ${median(
      pairs.map(pair => pair.ours.run.seconds),
    )} s, ${peak} MB, ${ours.issues.length} issues`,
  );
  if (!python || !theirs) return peak;
  const peers = pairs.map(pair => pair.theirs!);
  report.print(
    `  ${what}, cleanlab: ${median(
      peers.map(({ run }) => run.seconds),
    )} s of the process, ${median(
      peers.map(({ callSeconds }) => callSeconds),
    )} s of the call, ${Math.max(
      ...peers.map(({ run }) => run.peakMegabytes),
    )} MB of its first process`,
  );
  const stable = await findTheirs(python, files, 'stable');
  report.atLeast(
    `rows that both flag in ${what}, of all that either does`,
    overlap(ours.issues, stable.issues),
    LEAST_OVERLAP,
    '',
  );
  const ratio = (of: (peer: Theirs) => number) =>
    quantile(
      pairs.map(pair => pair.ours.run.seconds / of(pair.theirs!)),
      0.5,
    );
  report.print(
    `  our process takes ${ratio(peer => peer.callSeconds).toFixed(
      2,
    )} of cleanlab's call alone`,
  );
  report.atMost(
    `process by process at ${what}`,
    ratio(({ run }) => run.seconds),
    most,
    ' of cleanlab',
  );
  return peak;
}

async function grow(report: Report, { folder }: Bench): Promise<void> {
  for (const size of GROWTH) {
    const { run } = await findOurs(makePredictions(folder, size));
    report.print(
      `  ${size.rows.toLocaleString('en')} x ${size.classes}: ${Math.round(
        size.rows / run.seconds,
      ).toLocaleString('en')} rows/s, ${run.peakMegabytes} MB`,
    );
  }
}

function median(values: readonly number[]): string {
  return quantile(values, 0.5).toFixed(2);
}
