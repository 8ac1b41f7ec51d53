import { z } from 'zod';

/** Facets of others are kept as they are; so much of each is looked at. */
const FACET_LIMIT = 50;
const name = z.string().min(1).max(1_000);
const facets = z
  .record(z.string().max(200), z.looseObject({}))
  .refine(
    all => Object.keys(all).length <= FACET_LIMIT,
    `has more than ${FACET_LIMIT} facets`,
  )
  .optional();

const datasetSchema = z.object({ namespace: name, name, facets });
const DATASET_LIMIT = 1_000;

/** A run event of OpenLineage 2 (openlineage.io, `OpenLineage.json` 2-0-2), as far as lineage needs it. */
export const runEventSchema = z.object({
  eventTime: z.iso.datetime({ offset: true }),
  producer: z.url().max(1_000),
  schemaURL: z.url().max(1_000),
  eventType: z
    .enum(['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'])
    .optional(),
  run: z.object({ runId: z.uuid(), facets }),
  job: z.object({ namespace: name, name, facets }),
  inputs: z.array(datasetSchema).max(DATASET_LIMIT).default([]),
  outputs: z.array(datasetSchema).max(DATASET_LIMIT).default([]),
});
export type RunEvent = z.output<typeof runEventSchema>;
export type OpenLineageDataset = RunEvent['inputs'][number];
