import { inFolder } from './inFolder';
import { modelReference } from './modelReference';
import { adult } from './models/adult';
import { digits } from './models/digits';
import { iris } from './models/iris';
import { mnist } from './models/mnist';
import { Report } from './Report';
import { runSections } from './Section';

/**
 * Runs the command line on real models and data and holds accuracy and
 * probabilities against the reference. Usage: models.ts [SECTION…]; the folder
 * with `models` and `data` is GREENROOM_MODEL_REFERENCE, else
 * ../shared/fixtures beside the checkout.
 */
inFolder('models', async folder => {
  const fixtures = modelReference();
  if (!fixtures) return;
  await runSections(
    [mnist, adult, digits, iris],
    process.argv.slice(2),
    new Report(),
    { fixtures, folder },
  );
});
