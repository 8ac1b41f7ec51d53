import { z } from 'zod';
import type { OpenLineageDataset } from './RunEvent';

const name = z.string().min(1).max(1_000);
const words = z.string().max(1_000);

/** Columns that one column is made of; a query of hundreds of joins names fewer. */
const INPUTS_LIMIT = 1_000;
/** Columns of one output. */
const FIELDS_LIMIT = 10_000;

const inputFieldSchema = z.object({
  namespace: name,
  name,
  field: name,
  transformations: z
    .array(
      z.object({
        type: words.optional(),
        subtype: words.optional(),
        description: words.optional(),
      }),
    )
    .max(100)
    .default([]),
});
const outputFieldSchema = z.object({
  inputFields: z.array(inputFieldSchema).max(INPUTS_LIMIT),
  /** Of a facet before 1-1-0. */
  transformationDescription: words.optional(),
  transformationType: words.optional(),
});

export type InputField = z.output<typeof inputFieldSchema>;

/** A column of an output with the fields it was made of. */
export type OutputColumn = {
  readonly column: string;
  readonly from: readonly (Pick<InputField, 'namespace' | 'name' | 'field'> & {
    readonly how?: string;
  })[];
};

export type ReadColumnFacet = {
  readonly columns: readonly OutputColumn[];
  /** Fields that each row depends on, such as those of a filter: no column is made of them. */
  readonly ofRows: readonly InputField[];
  /** What is not as the facet has to be, a sentence each; the rest is read. */
  readonly problems: readonly string[];
};

/**
 * What the facet `columnLineage` of an output says (openlineage.io,
 * `ColumnLineageDatasetFacet.json` 1-2-0). One that is wrong in one column is right in the others.
 */
export function readColumnFacet({
  name: dataset,
  facets = {},
}: OpenLineageDataset): ReadColumnFacet {
  const facet = facets.columnLineage;
  if (!facet) return { columns: [], ofRows: [], problems: [] };
  const problems: string[] = [];
  const wrong = (place: string, what: string) =>
    problems.push(
      `The facet columnLineage of ${dataset} is not read at ${place}: ${what}`,
    );
  const fields = z.record(z.string(), z.unknown()).safeParse(facet.fields);
  if (!fields.success)
    wrong('fields', 'it has to be an object, a column of the output each.');
  const entries = Object.entries(fields.data ?? {});
  if (entries.length > FIELDS_LIMIT)
    wrong(
      'fields',
      `it names ${entries.length} columns, and the first ${FIELDS_LIMIT} are taken.`,
    );
  const columns = entries
    .slice(0, FIELDS_LIMIT)
    .flatMap(([column, written]): OutputColumn[] => {
      const read = outputFieldSchema.safeParse(written);
      if (!read.success || !name.safeParse(column).success) {
        wrong(`fields.${column.slice(0, 100)}`, firstIssue(read.error));
        return [];
      }
      const { inputFields, ...whole } = read.data;
      return [
        {
          column,
          from: inputFields.map(input => ({
            ...{ namespace: input.namespace, name: input.name },
            field: input.field,
            ...howOf(input, whole),
          })),
        },
      ];
    });
  const rows = z
    .array(inputFieldSchema)
    .max(INPUTS_LIMIT)
    .default([])
    .safeParse(facet.dataset);
  if (!rows.success) wrong('dataset', firstIssue(rows.error));
  return { columns, ofRows: rows.data ?? [], problems };
}

/** `years since birth`, where somebody wrote it; else by which kind of transformation. */
function howOf(
  { transformations }: InputField,
  whole: { transformationDescription?: string; transformationType?: string },
): { readonly how?: string } {
  const said = transformations.flatMap(
    ({ description, subtype, type }) => description || subtype || type || [],
  );
  const how =
    [...new Set(said)].join(', ') ||
    whole.transformationDescription ||
    whole.transformationType;
  return how ? { how } : {};
}

function firstIssue(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  if (!issue) return 'a column needs a name of at most 1,000 signs.';
  const place = issue.path.join('.');
  return `${place ? `${place}: ` : ''}${issue.message}.`;
}
