import path from 'node:path';
import {
  type PolicyPlace,
  policyPlace,
  type PolicyProblem,
  readPolicies,
  readWaivers,
  type StatedRule,
  type StatedWaiver,
} from '@greenroom/governance';
import type { Git } from '../git/Git';
import type { End } from '../plan/End';

/** A clone, as it lies on the disk. */
export type PolicyClone = {
  readonly git: Git;
  /** As evidence names it. */
  readonly name: string;
  readonly end: End;
  readonly kind: 'of assets' | 'of policies';
};

/** Policies and waivers as the files of a clone state them. */
export type PolicyFiles = {
  readonly rules: readonly StatedRule[];
  readonly waivers: readonly StatedWaiver[];
  readonly problems: readonly PolicyProblem[];
};

/** What stands for the commit of a file that is not committed yet. */
const UNCOMMITTED = 'not committed';

/** @param of - the asset: rules of other systems are passed over */
export async function policyFiles(
  { git, name, end, kind }: PolicyClone,
  of: { readonly system?: string; readonly today: string },
): Promise<PolicyFiles> {
  const rules: StatedRule[] = [];
  const waivers: StatedWaiver[] = [];
  const problems: PolicyProblem[] = [];
  for (const file of [...end.paths].sort()) {
    const place = policyPlace(file, kind);
    if (!place || !concerns(place, of.system)) continue;
    const [bytes] = await end.readAll([file]);
    const { commit, author, day } = await lastCommit(git, file, of.today);
    const at = { repository: name, path: file };
    const text = bytes.toString('utf8');
    const read =
      place.kind === 'policy' ? readPolicies(text) : readWaivers(text);
    problems.push(...read.problems.map(problem => ({ ...at, ...problem })));
    for (const item of read.items) {
      const stated = { ...at, line: item.line, commit };
      if ('rule' in item && place.kind === 'policy')
        rules.push({
          ...{ rule: item.rule, policy: item.policy, level: place.level },
          stated,
        });
      if ('waiver' in item && place.kind === 'waiver')
        waivers.push({
          ...{ waiver: item.waiver, from: place.from, committedOn: day },
          // A clone knows what git says of authors, which anybody can write.
          author: { name: author, verified: false },
          stated,
        });
    }
  }
  return { rules, waivers, problems };
}

/** A bundle beside the policy that names it; undefined where there is none. */
export async function bundleBeside(
  clones: readonly PolicyClone[],
  stated: StatedRule['stated'],
  bundle: string,
): Promise<Buffer | undefined> {
  const clone = clones.find(({ name }) => name === stated.repository)!;
  const file = path.posix.join(path.posix.dirname(stated.path), bundle);
  if (!clone.end.paths.has(file)) return undefined;
  const [bytes] = await clone.end.readAll([file]);
  return bytes;
}

function concerns(place: PolicyPlace, system: string | undefined): boolean {
  return !('system' in place) || place.system === system;
}

async function lastCommit(git: Git, file: string, today: string) {
  const told = await git.read([
    '--literal-pathspecs',
    'log',
    '-1',
    '--format=%H%x00%an%x00%cs',
    '--',
    file,
  ]);
  const [commit, author, day] = told.toString('utf8').trim().split('\0');
  return commit
    ? { commit, author, day }
    : { commit: UNCOMMITTED, author: 'nobody yet', day: today };
}
