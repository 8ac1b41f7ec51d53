import path from 'node:path';
import { Git } from '../git/Git';
import { workingEnd } from '../plan/End';
import type { PolicyClone } from './policyFiles';

/** The clone that a folder lies in, as it lies on the disk. */
export async function cloneAround(
  folder: string,
  kind: PolicyClone['kind'],
): Promise<PolicyClone & { readonly prefix: string }> {
  const told = async (flag: string) =>
    (await new Git(folder).read(['rev-parse', flag])).toString('utf8').trim();
  const root = await told('--show-toplevel');
  const git = new Git(root);
  return {
    ...{ git, kind, name: path.basename(root) },
    prefix: await told('--show-prefix'),
    // Nothing large is opened, so nothing is copied anywhere.
    end: await workingEnd(git, root),
  };
}
