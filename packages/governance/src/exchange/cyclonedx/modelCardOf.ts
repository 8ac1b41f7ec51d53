import type { ModelManifest } from '@greenroom/manifest';
import { type MeasuredRun, namedFigures } from '../../cards/MeasuredRun';
import { presentFields } from '../presentFields';

/** CycloneDX gives CO2 in tonnes. */
const GRAMS_PER_TONNE = 1_000_000;

/** What CycloneDX calls a model card (ECMA-424, "modelCard"): parameters, figures with intervals, considerations. */
export function modelCardOf(
  manifest: ModelManifest,
  runs: readonly MeasuredRun[],
): object {
  const { task, architecture, signature, considerations = {} } = manifest;
  const refs = new Set([
    ...(manifest.trainedOn ? [manifest.trainedOn.dataset] : []),
    ...(manifest.evaluations ?? []).map(({ dataset }) => dataset),
    ...(manifest.datasets ?? []).map(name => name.split('/').at(-1)!),
  ]);
  const formats = (fields: readonly { readonly type: string }[] = []) =>
    fields.map(({ type }) => ({ format: type }));
  return {
    'bom-ref': `card:${manifest.name}`,
    modelParameters: presentFields({
      task,
      modelArchitecture: architecture,
      datasets: [...refs].map(name => ({ ref: `dataset:${name}` })),
      inputs: formats(signature?.inputs),
      outputs: formats(signature?.outputs),
    }),
    quantitativeAnalysis: { performanceMetrics: metricsOf(manifest, runs) },
    considerations: presentFields({
      users: considerations.users,
      useCases: considerations.useCases,
      technicalLimitations: considerations.technicalLimitations,
      performanceTradeoffs: considerations.performanceTradeoffs,
      ethicalConsiderations: considerations.ethicalConsiderations?.map(
        name => ({
          name,
        }),
      ),
      environmentalConsiderations: emissionsOf(manifest),
    }),
  };
}

/** Of runs where there are any; what others published is said to be theirs by its slice. */
function metricsOf(
  { claims = [] }: ModelManifest,
  runs: readonly MeasuredRun[],
): object[] {
  if (runs.length === 0)
    return claims.map(({ metric, value, low, high, slice }) =>
      presentFields({
        type: metric,
        value: String(value),
        slice,
        confidenceInterval: intervalOf({ low, high }),
      }),
    );
  return runs.flatMap(run =>
    namedFigures(run).map(([metric, figure]) =>
      presentFields({
        type: metric,
        value: String(figure.value),
        slice: `${run.dataset}, ${run.split}`,
        confidenceInterval: intervalOf(figure),
      }),
    ),
  );
}

function intervalOf({
  low,
  high,
}: {
  readonly low?: number;
  readonly high?: number;
}): object | undefined {
  return low === undefined || high === undefined
    ? undefined
    : { lowerBound: String(low), upperBound: String(high) };
}

/** The schema asks for the energy of each cost of CO2, which nobody told. */
function emissionsOf({ emissions }: ModelManifest): object | undefined {
  if (emissions?.grams === undefined) return undefined;
  return {
    properties: [
      {
        name: 'greenroom:co2-tonnes',
        value: String(emissions.grams / GRAMS_PER_TONNE),
      },
    ],
  };
}
