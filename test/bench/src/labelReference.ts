import { existsSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from './checkout';
import { annotators } from './labelReference/annotators';
import { confident } from './labelReference/confident';
import type { Fixtures } from './labelReference/Fixtures';
import { neighbours } from './labelReference/neighbours';
import { tasks } from './labelReference/tasks';
import { Report } from './Report';
import { runSections, Section } from './Section';

/**
 * Runs the command line on the public label-quality figures and prints agreement,
 * precision, recall, time and memory beside the reference.
 * Usage: labelReference.ts [SECTION…]; the folder of the figures is
 * GREENROOM_LABEL_REFERENCE, else ../shared/fixtures/label-quality beside the checkout.
 */
const SECTIONS: readonly Section<Fixtures>[] = [
  confident,
  neighbours,
  tasks,
  annotators,
];

async function main(): Promise<void> {
  const folder =
    process.env.GREENROOM_LABEL_REFERENCE ??
    path.join(CHECKOUT, '../shared/fixtures/label-quality');
  if (!existsSync(folder)) {
    console.log(
      `The reference figures are not at ${folder}. Set GREENROOM_LABEL_REFERENCE to their folder; nothing was compared.`,
    );
    return;
  }
  await runSections(SECTIONS, process.argv.slice(2), new Report(), { folder });
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
