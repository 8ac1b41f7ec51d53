import type { ThriftStruct, ThriftValue } from './CompactThrift';

/** Fields of the metadata by their ids (parquet-format, `parquet.thrift`). */
export const FILE = { rows: 3, groups: 4 } as const;
export const GROUP = {
  columns: 1,
  bytes: 2,
  rows: 3,
  sorting: 4,
  offset: 5,
  packedBytes: 6,
  ordinal: 7,
} as const;
export const COLUMN = {
  offset: 2,
  meta: 3,
  offsetIndex: 4,
  offsetIndexLength: 5,
  columnIndex: 6,
  columnIndexLength: 7,
} as const;
export const META = {
  encodings: 2,
  entries: 5,
  bytes: 6,
  packedBytes: 7,
  dataPage: 9,
  indexPage: 10,
  dictionaryPage: 11,
  statistics: 12,
  encodingStats: 13,
  bloom: 14,
  bloomLength: 15,
  sizes: 16,
  geospatial: 17,
} as const;

/** Offsets in the file, where they are said. */
export function shifted(
  struct: ThriftStruct,
  ids: readonly number[],
  byBytes: bigint,
): Record<number, ThriftValue> {
  return Object.fromEntries(
    ids.flatMap(id => {
      const before = struct.value.has(id) ? numberAt(struct, id) : 0n;
      // Where there is nothing, some writers say 0.
      return before > 0n ? [[id, i64(before + byBytes)]] : [];
    }),
  );
}

/** The struct with other fields; undefined takes one away. */
export function changed(
  { value }: ThriftStruct,
  fields: Readonly<Record<number, ThriftValue | undefined>>,
): ThriftStruct {
  const next = new Map(value);
  for (const [id, field] of Object.entries(fields))
    if (field === undefined) next.delete(Number(id));
    else next.set(Number(id), field);
  return { type: 'struct', value: next };
}

/** A list of structs. */
export function structs({ value }: ThriftStruct, id: number): ThriftStruct[] {
  const list = value.get(id);
  return list?.type === 'list' ? (list.value as ThriftStruct[]) : [];
}

/** @throws Error where there is none */
export function structAt({ value }: ThriftStruct, id: number): ThriftStruct {
  const struct = value.get(id);
  if (struct?.type === 'struct') return struct;
  throw new Error('its metadata is not whole');
}

/** @throws Error where there is none */
export function numberAt({ value }: ThriftStruct, id: number): bigint {
  const number = value.get(id)?.value;
  if (typeof number === 'bigint') return number;
  throw new Error('its metadata is not whole');
}

export function i64(value: bigint | number): ThriftValue {
  return { type: 'i64', value: BigInt(value) };
}
