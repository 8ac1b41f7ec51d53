/** `npm run reset`: the demo forgets everything. */
import fs from 'node:fs';
import path from 'node:path';
import { root, say } from './steps.mjs';

const states = ['.demo', '.demo-large'].filter(folder =>
  fs.existsSync(path.join(root, folder)),
);
for (const folder of states) {
  fs.rmSync(path.join(root, folder), { recursive: true, force: true });
}
if (states.length > 0) {
  say(
    `✓ The state of the demo (${states.join(
      ', ',
    )}) is gone. The next start begins anew.`,
  );
} else {
  say('✓ There is no state of the demo to delete.');
}
