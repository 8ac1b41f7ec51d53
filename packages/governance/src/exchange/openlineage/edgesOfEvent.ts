import type { ColumnEdge } from '../../lineage/ColumnEdge';
import type { LineageEdge } from '../../lineage/LineageEdge';
import { type LineageNode, nodeOf } from '../../lineage/LineageNode';
import { readColumnFacet } from './columnFacet';
import type { OpenLineageDataset, RunEvent } from './RunEvent';

/** Of what we emit. */
export const NAMESPACE = 'greenroom';

/** What an event of somebody else states; a run that did not end well states nothing. */
export type EventLineage = {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  readonly columns: readonly ColumnEdge[];
  /** What could not be read of its facets, a sentence each. */
  readonly problems: readonly string[];
};

type Named = Pick<OpenLineageDataset, 'namespace' | 'name'>;

/**
 * Edges that a run event states: each output is derived from each input. Where an
 * output is a model, by the facet that we write or by its type, it was trained on
 * the inputs. What a column facet names that is no input is an input all the same.
 */
export function edgesOfEvent(event: RunEvent): EventLineage {
  if (event.eventType !== 'COMPLETE')
    return { nodes: [], edges: [], columns: [], problems: [] };
  const origin = `OpenLineage: ${event.job.namespace}/${event.job.name}, run ${event.run.runId}`;
  const since = Date.parse(event.eventTime);
  const known = new Map(
    [...event.outputs, ...event.inputs].map(each => [
      keyOf(each),
      nodeOfDataset(each),
    ]),
  );
  const nodeNamed = (named: Named) => {
    const key = keyOf(named);
    if (!known.has(key)) known.set(key, nodeOfDataset(named));
    return known.get(key)!;
  };
  const inputs = event.inputs.map(nodeOfDataset);
  const stated = event.outputs.map(output => {
    const to = nodeOfDataset(output);
    const facet = readColumnFacet(output);
    const columns = facet.columns.flatMap(({ column, from }) =>
      from.map(
        ({ field, how, ...named }): ColumnEdge => ({
          from: { node: nodeNamed(named).id, column: field },
          to: { node: to.id, column },
          ...(how !== undefined && { how }),
          origin,
        }),
      ),
    );
    const named = facet.columns
      .flatMap(each => each.from)
      .concat(facet.ofRows)
      .map(nodeNamed);
    const sources = new Map([...inputs, ...named].map(node => [node.id, node]));
    return {
      columns,
      problems: facet.problems,
      edges: [...sources.values()]
        .filter(({ id }) => id !== to.id)
        .map(
          (from): LineageEdge => ({
            from: from.id,
            to: to.id,
            kind: kindOf(from, to),
            origin,
            since,
          }),
        ),
    };
  });
  return {
    nodes: [
      ...new Map(
        [...inputs, ...event.outputs.map(nodeOfDataset), ...known.values()].map(
          node => [node.id, node],
        ),
      ).values(),
    ],
    edges: stated.flatMap(({ edges }) => edges),
    columns: stated.flatMap(({ columns }) => columns),
    problems: stated.flatMap(({ problems }) => problems),
  };
}

function kindOf(from: LineageNode, to: LineageNode): LineageEdge['kind'] {
  if (to.kind !== 'model') return 'derived from';
  return from.kind === 'model' ? 'fine-tuned from' : 'trained on';
}

function keyOf({ namespace, name }: Named): string {
  return JSON.stringify([namespace, name]);
}

function nodeOfDataset({
  namespace,
  name,
  facets = {},
}: OpenLineageDataset): LineageNode {
  const version = textIn(facets.version, 'datasetVersion');
  const type = textIn(facets.datasetType, 'datasetType');
  const isModel = type?.toUpperCase() === 'MODEL';
  // Ours are known by their names alone.
  const full = namespace === NAMESPACE ? name : `${namespace}/${name}`;
  return nodeOf(isModel ? 'model' : 'dataset', full, version);
}

function textIn(
  facet: Readonly<Record<string, unknown>> | undefined,
  field: string,
): string | undefined {
  const value = facet?.[field];
  return typeof value === 'string' && value !== '' && value.length <= 200
    ? value
    : undefined;
}
