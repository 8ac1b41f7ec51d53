import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../Report';
import { runGreenroom } from '../../runMeasured';
import { share } from './hash32';
import { sameVector } from './sameVector';
import type { TaskCase } from './TaskFixture';

type Found = {
  readonly issues: readonly number[];
  readonly scores: readonly number[];
};

export async function compareRegression(
  report: Report,
  { fixture: { regression }, scratch }: TaskCase,
): Promise<void> {
  const file = path.join(scratch, 'regression.csv');
  const rows = Array.from({ length: regression.residual.n }, (_, i) => {
    const truth = 10 * share(i + 1);
    const predicted = truth + 0.5 * (share(i + 100001) - 0.5);
    const slip = i % 25 === 3 ? 3 * (-1) ** Math.floor(i / 25) : 0;
    return `${truth + slip},${predicted}`;
  });
  writeFileSync(file, ['label,predicted', ...rows, ''].join('\n'));
  for (const method of ['residual', 'outre'] as const) {
    const { answer } = await runGreenroom<Found>(
      'labels',
      'regression',
      '--labels',
      `${file}#label`,
      '--predictions',
      `${file}#predicted`,
      '--method',
      method,
    );
    sameVector(
      report,
      `regression, ${method}`,
      answer.scores,
      regression[method],
    );
    if (method === 'outre')
      report.same(
        'regression: the issues are the planted rows',
        [...answer.issues].sort((a, b) => a - b),
        regression.bad,
      );
  }
}
