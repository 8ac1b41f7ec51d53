import { inFolder } from './inFolder';
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

inFolder('bench-labels', async folder => {
  const python = peerPython();
  if (!python) console.log(PEER_MISSING);
  await runSections(SECTIONS, process.argv.slice(2), new Report(), {
    folder,
    python,
  });
});
