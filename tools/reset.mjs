/** `npm run reset`: the demo forgets everything. */
import fs from 'node:fs';
import path from 'node:path';
import { root, say } from './steps.mjs';

const state = path.join(root, '.demo');
if (fs.existsSync(state)) {
  fs.rmSync(state, { recursive: true, force: true });
  say('✓ The state of the demo (.demo/) is gone. `npm start` begins anew.');
} else {
  say('✓ There is no state of the demo to delete.');
}
