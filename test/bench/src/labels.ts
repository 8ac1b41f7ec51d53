import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { confidentSpeed } from './labels/confidentSpeed';
import { crowdlabSpeed } from './labels/crowdlabSpeed';
import { neighbourSpeed } from './labels/neighbourSpeed';
import type { Bench } from './labels/Bench';
import { PEER_MISSING, peerPython } from './peerPython';
import { Report } from './Report';
import { runSections, Section } from './Section';

/**
 * Label quality beside cleanlab in one run, as ratios of time and as peaks of
 * memory of whole processes, and how both grow. Usage: labels.ts [SECTION…]
 */
const SECTIONS: readonly Section<Bench>[] = [
  confidentSpeed,
  neighbourSpeed,
  crowdlabSpeed,
];

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-bench-labels-'));
  try {
    const python = peerPython();
    if (!python) console.log(PEER_MISSING);
    await runSections(SECTIONS, process.argv.slice(2), new Report(), {
      folder,
      python,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
