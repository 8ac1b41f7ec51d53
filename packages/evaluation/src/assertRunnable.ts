import type { Preprocessing, RunnableModel } from '@greenroom/manifest';
import path from 'node:path';
import { ModelError } from './ModelError';
import type { ModelFacts, TensorFacts } from './readModel';

/** What the bundled ONNX Runtime (1.30) opens; a test asks it. */
export const RUNTIME_LIMITS = {
  irVersion: 13,
  /** Newest operator set by its domain. */
  opsets: { '': 26, 'ai.onnx': 26, 'ai.onnx.ml': 5 } as Readonly<
    Record<string, number>
  >,
  /** Older operator sets of the standard are opened and not promised to run right. */
  oldestOpset: 7,
} as const;

export type Contract = Pick<Preprocessing, 'input' | 'output' | 'steps'>;

/**
 * Whether a runtime may open a model, and whether it has what its manifest says.
 *
 * @throws ModelError where a runtime must not or cannot open the model, or where
 * the preprocessing names an input or output that it has not
 */
export function assertRunnable(
  facts: ModelFacts,
  manifest: Partial<Pick<RunnableModel, 'model'>> & {
    readonly preprocessing?: Contract;
  } = {},
): void {
  const { model, preprocessing } = manifest;
  const problem =
    operatorProblem(facts) ??
    versionProblem(facts) ??
    weightsProblem(facts, model ? ownWeights(model) : []) ??
    (preprocessing && contractProblem(facts, preprocessing));
  if (problem) throw new ModelError(problem, facts.file);
}

/**
 * Whether a model has the inputs and outputs that its manifest names.
 *
 * @throws ModelError naming those it has
 */
export function assertContract(
  facts: Pick<ModelFacts, 'file' | 'inputs' | 'outputs'>,
  contract: Contract,
): void {
  const problem = contractProblem(facts, contract);
  if (problem) throw new ModelError(problem, facts.file);
}

function operatorProblem({ file, domains }: ModelFacts): string | undefined {
  const custom = domains.filter(domain => !(domain in RUNTIME_LIMITS.opsets));
  return custom.length === 0
    ? undefined
    : `${file} uses operators of ${custom.join(
        ', ',
      )}. Only operators of the ONNX standard are run; export without custom operators.`;
}

function versionProblem({
  file,
  irVersion,
  opsets,
}: ModelFacts): string | undefined {
  if (irVersion > RUNTIME_LIMITS.irVersion)
    return `${file} has IR version ${irVersion}; the runtime opens at most ${RUNTIME_LIMITS.irVersion}. Export it with an older onnx package, or set ir_version when it is saved.`;
  const tooNew = opsets.find(
    ({ domain, version }) => version > (RUNTIME_LIMITS.opsets[domain] ?? 0),
  );
  if (tooNew && tooNew.domain in RUNTIME_LIMITS.opsets)
    return `${file} asks for operator set ${tooNew.version} of ${
      tooNew.domain || 'ai.onnx'
    }; the runtime has at most ${
      RUNTIME_LIMITS.opsets[tooNew.domain]
    }. Export it with a lower opset version.`;
  const tooOld = opsets.find(
    ({ domain, version }) =>
      (domain === '' || domain === 'ai.onnx') &&
      version < RUNTIME_LIMITS.oldestOpset,
  );
  return (
    tooOld &&
    `${file} asks for operator set ${tooOld.version}; the runtime promises right results from ${RUNTIME_LIMITS.oldestOpset} on. Convert it with onnx.version_converter, or export it anew.`
  );
}

/** Files with the weights of a model as seen from its folder, which is how ONNX names them. */
function ownWeights({
  path: file,
  externalData = [],
}: RunnableModel['model']): string[] {
  const folder = path.posix.dirname(file);
  return externalData.map(named => path.posix.relative(folder, named));
}

/** The runtime reads files that a model names by itself: those must be the model's own. */
function weightsProblem(
  { file, externalData }: ModelFacts,
  declared: readonly string[],
): string | undefined {
  const foreign = externalData.filter(
    location =>
      !isInside(location) || !declared.includes(path.posix.normalize(location)),
  );
  return foreign.length === 0
    ? undefined
    : `${file} keeps weights in other files (${foreign.join(
        ', ',
      )}). Export the model as one file, or name them in the manifest (model.externalData), in the folder of the model.`;
}

function isInside(location: string): boolean {
  return (
    !path.posix.isAbsolute(location) &&
    !location.includes('\\') &&
    !path.posix.normalize(location).startsWith('../')
  );
}

function contractProblem(
  { file, inputs, outputs }: Pick<ModelFacts, 'file' | 'inputs' | 'outputs'>,
  { input, output, steps }: Contract,
): string | undefined {
  const names = (tensors: readonly TensorFacts[]) =>
    tensors.map(({ name }) => name).join(', ');
  const has = (wanted: string) => inputs.some(({ name }) => name === wanted);
  const unnamed = steps.some(step => step.input === undefined);
  if (unnamed && !has(input))
    return `${file} has no input ${input}, which preprocessing.input names. It has ${names(
      inputs,
    )}.`;
  const strange = steps.find(step => step.input && !has(step.input))?.input;
  if (strange)
    return `${file} has no input ${strange}, which a step of the preprocessing names. It has ${names(
      inputs,
    )}.`;
  const found = outputs.find(({ name }) => name === output);
  if (!found)
    return `${file} has no output ${output}, which preprocessing.output names. It has ${names(
      outputs,
    )}.`;
  return found.elementType === undefined
    ? `The output ${output} of ${file} is no tensor. Export without ZipMap, or name an output that is one (holds: labels, where it names classes).`
    : undefined;
}
