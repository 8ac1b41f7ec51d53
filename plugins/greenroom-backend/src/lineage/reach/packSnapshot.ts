import {
  EDGE_KINDS,
  NODE_KINDS,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EdgeIndex } from '@greenroom/governance';
import { NodeTable } from './NodeTable';

/** Said first, so that what another release packed is not taken for ours. */
const LAYOUT = `lineage 1 ${[...NODE_KINDS, ...EDGE_KINDS].join(',')}`;

/** The whole lineage as bytes: a header as JSON with its length before it, then column after column. */
export function packSnapshot(edges: EdgeIndex, nodes: NodeTable): Buffer {
  const { number, from, to, kind, since, until } = edges.columns();
  const { bits, groups } = nodes.columns();
  const header = Buffer.from(
    JSON.stringify({
      layout: LAYOUT,
      edges: number.length,
      nodes: bits.length,
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([
    length,
    header,
    ...[since, until, number, from, to, groups, kind, bits].map(column =>
      Buffer.from(column.buffer, column.byteOffset, column.byteLength),
    ),
  ]);
}

/** Undefined where it is of another release, or cut short. */
export function unpackSnapshot(
  bytes: Buffer,
): { readonly edges: EdgeIndex; readonly nodes: NodeTable } | undefined {
  if (bytes.length < 4) return undefined;
  const start = 4 + bytes.readUInt32LE(0);
  const header: { layout: string; edges: number; nodes: number } = JSON.parse(
    bytes.subarray(4, start).toString('utf8'),
  );
  const bytesOfAll = header.edges * 29 + header.nodes * 5;
  if (header.layout !== LAYOUT || bytes.length - start !== bytesOfAll)
    return undefined;
  // Columns of wider numbers begin where their width allows it only in a copy.
  const all = new Uint8Array(bytes.subarray(start)).buffer;
  let at = 0;
  const next = (byteLength: number) => {
    at += byteLength;
    return at - byteLength;
  };
  const wide = () =>
    new Float64Array(all, next(8 * header.edges), header.edges);
  const middle = (count: number) =>
    new Uint32Array(all, next(4 * count), count);
  const narrow = (count: number) => new Uint8Array(all, next(count), count);
  const [since, until] = [wide(), wide()];
  const [number, from, to] = [0, 1, 2].map(() => middle(header.edges));
  const groups = middle(header.nodes);
  const kind = narrow(header.edges);
  const bits = narrow(header.nodes);
  return {
    edges: new EdgeIndex({ number, from, to, kind, since, until }),
    nodes: new NodeTable(bits, groups),
  };
}
