import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  BUILT_IN_TEMPLATES,
  checkCard,
  type Dossier,
  lineageOfHistory,
  type MeasuredRun,
} from '@greenroom/governance';
import { isPattern, type Manifest, tablePaths } from '@greenroom/manifest';
import { measureRuns } from '../card/measureRuns';
import { type GovernanceWanted, governedBy, UNTOLD } from './governedBy';
import { Git } from '../git/Git';
import { hashFile } from '../hashFile';
import { manifestHistory } from '../lineage/manifestHistory';

export type DossierRequest = {
  readonly manifest: Manifest;
  /** The file that declares it. */
  readonly file: string;
  readonly card?: string;
  /** Manifest of the data set, where it is not found beside the model. */
  readonly dataset?: string;
  /** Evaluations are run for formats that tell figures. */
  readonly measures: 'all' | 'nothing';
  /** For formats that tell of policies and decisions. */
  readonly governance?: GovernanceWanted;
};

/** What a clone and its files tell of an asset; what could not be had is told in sentences. */
export async function gatherDossier(
  request: DossierRequest,
): Promise<{ dossier: Dossier; problems: readonly string[] }> {
  const { manifest, file, card, dataset, measures, governance } = request;
  const measured =
    manifest.kind === 'Model' && measures === 'all'
      ? await measureRuns({ file, manifest, dataset, isCurrent: true })
      : { runs: [], problems: [] };
  const stated = await stateOf(file, manifest);
  const asset = {
    manifest,
    ...stated,
    files: await filesOf(file, manifest),
    runs: measured.runs,
    card: card ? await checkedCard(card, manifest, measured.runs) : undefined,
  };
  if (!governance) return { dossier: asset, problems: measured.problems };
  const governed =
    stated.commit === undefined
      ? { checks: [], reviews: [], problems: [] }
      : await governedBy(file, asset, governance);
  return {
    dossier: { ...asset, ...governed, untold: UNTOLD },
    problems: [...measured.problems, ...governed.problems],
  };
}

async function checkedCard(
  card: string,
  manifest: Manifest,
  runs: readonly MeasuredRun[],
) {
  const text = await readFile(card, 'utf8');
  const name = path.basename(card);
  const checked = checkCard(name, text, {
    manifest,
    templates: BUILT_IN_TEMPLATES,
    runs,
  });
  return { path: name, text, checked };
}

/** The commit and the lineage that git has; outside a repository neither. */
async function stateOf(
  file: string,
  { name }: Manifest,
): Promise<Pick<Dossier, 'commit' | 'time' | 'repository' | 'lineage'>> {
  try {
    const git = new Git(path.dirname(file));
    const said = await git.read(['log', '-1', '--format=%H %cI', 'HEAD']);
    const [commit, time] = said.toString('utf8').trim().split(' ');
    const remote = await git
      .read(['config', '--get', 'remote.origin.url'])
      .catch(() => Buffer.alloc(0));
    const { stated } = await manifestHistory(git, 'HEAD', '');
    const whole = lineageOfHistory(stated);
    const isOf = (id: string) => id.split(/[:@]/)[1] === name;
    const edges = whole.edges.filter(({ from, to }) => isOf(from) || isOf(to));
    const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
    return {
      commit,
      time: new Date(time).toISOString(),
      repository: addressOf(remote.toString('utf8').trim()),
      lineage: { nodes: whole.nodes.filter(({ id }) => ends.has(id)), edges },
    };
  } catch {
    return {};
  }
}

/** Without the name and the token that may stand in it. */
function addressOf(remote: string): string | undefined {
  if (remote === '' || !URL.canParse(remote)) return undefined;
  const url = new URL(remote);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  return `${url.origin}${url.pathname}`;
}

async function filesOf(file: string, manifest: Manifest) {
  const named =
    manifest.kind === 'Model'
      ? [manifest.model?.path]
      : manifest.table && tablePaths(manifest.table).map(each => each.path);
  const found = (named ?? []).flatMap(each => {
    const place = each && path.join(path.dirname(file), each);
    return each && place && !isPattern(each) && existsSync(place)
      ? [{ path: each, place }]
      : [];
  });
  return Promise.all(
    found.map(async each => ({
      path: each.path,
      sizeBytes: statSync(each.place).size,
      sha256: await hashFile(createHash('sha256'), each.place),
    })),
  );
}
