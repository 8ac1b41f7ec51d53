import { augmentationProblems } from '../augmentationProblems';
import type { Augmentation } from '../augmentationsDocument';
import type { DeclaredCohort } from '../cohortsDocument';
import { collectProblems, type CollectRequest } from '../collectDocument';
import { columnProblems } from '../columnProblems';
import type { EvaluationSpec, Gate } from '../greenroomDocument';
import type { Manifest } from '../Manifest';
import { readManifest } from '../readManifest';
import { documentOf } from './documentOf';
import { editManifest, type ManifestEdit } from './editManifest';

/** What somebody wants an asset's manifest to say beside what it says. */
export type NewDeclaration =
  | { readonly kind: 'cohort'; readonly cohort: DeclaredCohort }
  | { readonly kind: 'collect'; readonly request: CollectRequest }
  | { readonly kind: 'augmentation'; readonly augmentation: Augmentation }
  | {
      readonly kind: 'gate';
      readonly evaluation: string;
      readonly gate: Gate;
    };

/** Says what the person who asked can do. */
export class DeclarationError extends Error {}

/**
 * The text of a manifest of our own format with more declared in it, and every
 * byte of before in its place.
 *
 * @param path - of the manifest, for messages
 * @throws DeclarationError where the file is none, says it already, or may not say it
 */
export function declare(
  path: string,
  text: string,
  asset: Pick<Manifest, 'kind' | 'name'>,
  declarations: readonly NewDeclaration[],
): string {
  return declarations.reduce((before, declaration) => {
    const manifest = manifestIn(path, before, asset);
    const problem = declarationProblem(manifest, declaration);
    if (problem !== undefined) throw new DeclarationError(problem);
    const after = edited(path, before, {
      ...editOf(manifest, declaration),
      document: documentOf(before, asset),
    });
    manifestIn(path, after, asset);
    return after;
  }, text);
}

const PLURALS = {
  cohort: 'cohorts',
  collect: 'requests for rows',
  gate: 'gates',
  augmentation: 'augmentations',
} as const satisfies Readonly<Record<NewDeclaration['kind'], string>>;

/** Why a manifest cannot say this too; undefined where it can. */
export function declarationProblem(
  manifest: Manifest,
  declaration: NewDeclaration,
): string | undefined {
  const { name, formats } = manifest;
  if (!formats.includes('greenroom'))
    return `${name} is declared by ${formats.join(
      ', ',
    )}, which has no place for ${
      PLURALS[declaration.kind]
    }. Add a greenroom.yaml beside it first.`;
  switch (declaration.kind) {
    case 'cohort':
      return cohortProblem(manifest, declaration.cohort);
    case 'collect':
      return requestProblem(manifest, declaration.request);
    case 'augmentation':
      return augmentationProblem(manifest, declaration.augmentation);
    default:
      return gateProblem(manifest, declaration);
  }
}

function requestProblem(
  manifest: Manifest,
  request: CollectRequest,
): string | undefined {
  if (manifest.kind !== 'Dataset')
    return `${manifest.name} is a model; rows are collected for data sets.`;
  const { collect = [], columns = [], split } = manifest;
  if (collect.some(({ name }) => name === request.name))
    return `${manifest.name} asks for rows called ${request.name} already. Give this request another name, or change the number in the manifest.`;
  return collectProblems([request], columns, split)[0]?.message;
}

function augmentationProblem(
  manifest: Manifest,
  augmentation: Augmentation,
): string | undefined {
  if (manifest.kind !== 'Dataset')
    return `${manifest.name} is a model; augmentations are declared by data sets.`;
  const { augmentations = [] } = manifest;
  if (augmentations.some(({ name }) => name === augmentation.name))
    return `${manifest.name} has an augmentation called ${augmentation.name} already. Give this one another name.`;
  return augmentationProblems({
    ...manifest,
    columns: [...(manifest.columns ?? [])],
    augmentations: [augmentation],
  } as Parameters<typeof augmentationProblems>[0])[0]?.message;
}

function cohortProblem(
  manifest: Manifest,
  { name, where }: DeclaredCohort,
): string | undefined {
  if (manifest.kind !== 'Dataset')
    return `${manifest.name} is a model; cohorts are declared by data sets.`;
  const { cohorts = [], columns = [] } = manifest;
  if (cohorts.some(each => each.name === name))
    return `${manifest.name} has a cohort called ${name} already. Give this one another name.`;
  return columnProblems(where, columns)[0]?.message;
}

function gateProblem(
  manifest: Manifest,
  { evaluation: asked, gate }: Extract<NewDeclaration, { kind: 'gate' }>,
): string | undefined {
  if (manifest.kind !== 'Model')
    return `${manifest.name} is a data set; gates are declared by models.`;
  const evaluations: readonly EvaluationSpec[] = manifest.evaluations ?? [];
  const evaluation = evaluations.find(({ name }) => name === asked);
  if (!evaluation)
    return `${manifest.name} no longer declares the evaluation ${asked}.`;
  if (!(evaluation.metrics as readonly string[]).includes(gate.metric))
    return `The evaluation ${asked} does not measure ${gate.metric}. Add it to its metrics first.`;
  const same = evaluation.gates?.some(
    ({ metric, where }) =>
      metric === gate.metric &&
      where !== undefined &&
      sortedText(where) === sortedText(gate.where ?? {}),
  );
  return same
    ? `The evaluation ${asked} has a gate on ${gate.metric} of these rows already. Change its bound in the manifest.`
    : undefined;
}

function editOf(manifest: Manifest, declaration: NewDeclaration): ManifestEdit {
  if (declaration.kind === 'cohort')
    return { path: ['spec', 'cohorts'], append: declaration.cohort };
  if (declaration.kind === 'collect')
    return { path: ['spec', 'collect'], append: declaration.request };
  if (declaration.kind === 'augmentation')
    return {
      path: ['spec', 'augmentations'],
      append: declaration.augmentation,
    };
  const evaluations: readonly EvaluationSpec[] =
    (manifest.kind === 'Model' && manifest.evaluations) || [];
  const at = evaluations.findIndex(
    ({ name }) => name === declaration.evaluation,
  );
  return {
    path: ['spec', 'evaluations', at, 'gates'],
    append: declaration.gate,
  };
}

function edited(path: string, text: string, edit: ManifestEdit): string {
  try {
    return editManifest(text, [edit]);
  } catch (error) {
    throw new DeclarationError(`${path}: ${(error as Error).message}`);
  }
}

function manifestIn(
  path: string,
  text: string,
  { kind, name }: Pick<Manifest, 'kind' | 'name'>,
): Manifest {
  const read = readManifest(path, text);
  if (!read.ok) {
    const [{ line, message }] = read.errors;
    throw new DeclarationError(`${path}:${line}: ${message}`);
  }
  const found = read.assets.find(
    asset => asset.kind === kind && asset.name === name,
  );
  if (found) return found;
  throw new DeclarationError(`${path} does not declare ${name} any more.`);
}

/** The same text for the same conditions, in whatever order. */
function sortedText(where: DeclaredCohort['where']): string {
  return JSON.stringify(
    Object.entries(where).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
