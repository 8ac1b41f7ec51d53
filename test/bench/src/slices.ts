import { existsSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from './checkout';
import { inFolder } from './inFolder';
import { PEER_MISSING, peerPython } from './peerPython';
import { Report } from './Report';
import { runSections, Section } from './Section';
import { divergence } from './slices/divergence';
import { errorTree } from './slices/errorTree';
import { explore } from './slices/explore';
import { reference } from './slices/reference';
import type { SliceBench } from './slices/SliceBench';
import { speed } from './slices/speed';
import { threads } from './slices/threads';

/**
 * Slices beside public figures and beside sliceline, and how long they take.
 * Usage: slices.ts [SECTION…]; the folder of the figures is
 * GREENROOM_SLICE_REFERENCE, else ../shared/fixtures.
 */
const SECTIONS: readonly Section<SliceBench>[] = [
  reference,
  errorTree,
  divergence,
  explore,
  speed,
  threads,
];

inFolder('bench-slices', async folder => {
  const fixtures =
    process.env.GREENROOM_SLICE_REFERENCE ??
    path.join(CHECKOUT, '../shared/fixtures');
  if (!existsSync(fixtures)) {
    console.log(
      `The reference figures are not at ${fixtures}. Set GREENROOM_SLICE_REFERENCE to their folder; nothing was compared.`,
    );
    return;
  }
  const python = peerPython('sliceline');
  if (!python) console.log(PEER_MISSING);
  await runSections(SECTIONS, process.argv.slice(2), new Report(), {
    fixtures,
    folder,
    python,
  });
});
