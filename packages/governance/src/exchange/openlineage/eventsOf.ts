import type { ColumnOrigin, DatasetManifest } from '@greenroom/manifest';
import { columnsOf } from '../../lineage/columnsOf';
import { type MeasuredRun, namedFigures } from '../../cards/MeasuredRun';
import type { ExportedAsset } from '../ExportedAsset';
import { uuidOf } from '../uuidOf';
import { NAMESPACE } from './edgesOfEvent';
import type { OpenLineageDataset, RunEvent } from './RunEvent';

export const PRODUCER = 'https://greenroom.dev/';
const SPEC = 'https://openlineage.io/spec/2-0-2/OpenLineage.json';
const FACETS = 'https://openlineage.io/spec/facets';

/**
 * Run events of a version: its training, and each evaluation of it. Ids are made
 * of what they name, so that an event that is sent twice says nothing twice.
 */
export function eventsOf({
  manifest,
  time,
  commit,
  runs,
}: ExportedAsset): RunEvent[] {
  const at = time ?? new Date(0).toISOString();
  const { name, version = commit } = manifest;
  if (manifest.kind === 'Dataset') {
    const columnLineage = columnFacetOf(manifest);
    const sources = new Set([
      ...(manifest.sourceDatasets ?? []),
      ...originsOf(manifest).flatMap(({ dataset }) => dataset ?? []),
    ]);
    sources.delete(name);
    if (sources.size === 0 && !columnLineage) return [];
    const made = datasetOf(name, version);
    return [
      eventOf(`dataset.${name}`, at, [name, version], {
        inputs: [...sources].map(source => datasetOf(source)),
        outputs: [{ ...made, facets: { ...made.facets, ...columnLineage } }],
      }),
    ];
  }
  const { trainedOn } = manifest;
  const model = datasetOf(name, version, 'MODEL');
  const training = trainedOn
    ? [
        eventOf(`train.${name}`, at, [name, version], {
          inputs: [
            datasetOf(
              trainedOn.dataset,
              trainedOn.version ?? trainedOn.revision,
            ),
          ],
          outputs: [model],
        }),
      ]
    : [];
  return [
    ...training,
    ...runs.map(run => evaluationEvent(name, model, run, at)),
  ];
}

/** What one evaluation run read, with what it measured. */
export function evaluationEvent(
  modelName: string,
  model: OpenLineageDataset,
  run: MeasuredRun,
  time: string,
): RunEvent {
  const { evaluation, dataset, pins, rows } = run;
  const data = datasetOf(dataset, pins.data);
  return eventOf(
    `evaluate.${modelName}.${evaluation}`,
    time,
    [pins.model, pins.data, pins.spec, pins.engine],
    {
      inputs: [model, data],
      outputs: [],
    },
    {
      greenroom_evaluation: {
        ...facet('https://greenroom.dev/openlineage/evaluation.json'),
        rows,
        figures: Object.fromEntries(namedFigures(run)),
      },
    },
  );
}

export function datasetOf(
  name: string,
  version?: string,
  type: 'TABLE' | 'MODEL' = 'TABLE',
): OpenLineageDataset {
  return {
    namespace: NAMESPACE,
    name,
    facets: {
      datasetType: {
        ...facet(`${FACETS}/1-0-0/DatasetTypeDatasetFacet.json`),
        datasetType: type,
      },
      ...(version && {
        version: {
          ...facet(`${FACETS}/1-0-1/DatasetVersionDatasetFacet.json`),
          datasetVersion: version,
        },
      }),
    },
  };
}

function originsOf(manifest: DatasetManifest): readonly ColumnOrigin[] {
  return columnsOf(manifest).flatMap(({ from = [] }) => from);
}

/** What the manifest declares that its columns were made of (`ColumnLineageDatasetFacet.json` 1-2-0). */
function columnFacetOf(manifest: DatasetManifest) {
  const made = columnsOf(manifest).flatMap(({ name, from = [] }) =>
    from.length > 0 ? [{ name, from }] : [],
  );
  if (made.length === 0) return undefined;
  return {
    columnLineage: {
      ...facet(`${FACETS}/1-2-0/ColumnLineageDatasetFacet.json`),
      fields: Object.fromEntries(
        made.map(({ name, from }) => [
          name,
          {
            inputFields: from.map(({ dataset, column, how }) => ({
              namespace: NAMESPACE,
              name: dataset ?? manifest.name,
              field: column,
              ...(how && {
                transformations: [{ type: 'DIRECT', description: how }],
              }),
            })),
          },
        ]),
      ),
    },
  };
}

function eventOf(
  job: string,
  eventTime: string,
  identity: readonly (string | undefined)[],
  { inputs, outputs }: Pick<RunEvent, 'inputs' | 'outputs'>,
  facets: NonNullable<RunEvent['run']['facets']> = {},
): RunEvent {
  return {
    eventType: 'COMPLETE',
    eventTime,
    producer: PRODUCER,
    schemaURL: `${SPEC}#/$defs/RunEvent`,
    run: { runId: uuidOf([job, ...identity]), facets },
    job: { namespace: NAMESPACE, name: job },
    inputs,
    outputs,
  };
}

function facet(schema: string) {
  return { _producer: PRODUCER, _schemaURL: schema };
}
