import path from 'node:path';
import type { SeedRepository } from '../SeedRepository';
import { LargeObjects } from './LargeObjects';
import { meterReadings } from './meterReadings';
import { postcodeDigits } from './postcodeDigits';
import { riverGauges } from './riverGauges';
import { supportTickets } from './supportTickets';

const ROOT = path.dirname(
  path.dirname(require.resolve('@greenroom/catalog/package.json')),
);

/**
 * Data sets of a size that a small example does not have: ten million rows and
 * 60,000 pictures in Git LFS, 50,000 texts in git, and a history of sixty
 * revisions. What is in LFS is made at the first call (two minutes) and kept in
 * `.cache/large`.
 */
export async function largeRepositories(
  log: (line: string) => void = () => {},
): Promise<{
  repositories: SeedRepository[];
  /** Folder of the LFS objects that they point to. */
  lfsObjects: string;
}> {
  const objects = new LargeObjects(
    process.env.GREENROOM_LARGE_CACHE ?? path.join(ROOT, '.cache/large'),
  );
  log('making, or finding, ten million readings in four versions');
  const readings = await meterReadings(objects);
  log('making, or finding, 60,000 pictures');
  return {
    repositories: [
      readings,
      await postcodeDigits(objects),
      supportTickets(),
      riverGauges(),
    ],
    lfsObjects: objects.objects,
  };
}
