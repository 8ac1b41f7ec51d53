import type { AugmentationBench } from './augmentation/AugmentationBench';
import { pictureSpeed } from './augmentation/pictureSpeed';
import { smoteSpeed } from './augmentation/smoteSpeed';
import { inFolder } from './inFolder';
import { PEER_MISSING, peerPython } from './peerPython';
import { Report } from './Report';
import { runSections, type Section } from './Section';

/**
 * Augmentation: SMOTE with its checks beside imbalanced-learn in one run, as
 * ratios of time and as peaks of memory of whole processes; pictures a second;
 * and how both grow. Usage: augmentation.ts [ROWS] [PICTURES] [SECTION…]
 */
const SECTIONS: readonly Section<AugmentationBench>[] = [
  smoteSpeed,
  pictureSpeed,
];
const [rows = '40000', pictures = '400', ...sections] = process.argv.slice(2);

inFolder('bench-augmentation', async folder => {
  const python = peerPython('imblearn');
  if (!python) console.log(PEER_MISSING);
  await runSections(SECTIONS, sections, new Report(), {
    folder,
    python,
    rows: Number(rows),
    pictures: Number(pictures),
  });
});
