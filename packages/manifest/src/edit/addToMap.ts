import { type Pair, Scalar, type YAMLMap } from 'yaml';
import {
  insertBelow,
  insertion,
  lineEndOf,
  placeInLine,
  type Replacement,
} from './Replacement';
import { writeScalar } from './writeYaml';

/** How a value that is added to a map is written. */
export type AddedValue = {
  readonly json: string;
  /** In a map between braces. */
  readonly flow: string;
  /** Behind the key, in a map of lines. */
  readonly block: string;
  /** Lines below the key instead, to be indented as deep as it is. */
  readonly lines?: readonly string[];
};

/** After the last pair of a map, written as its neighbours are. */
export function addToMap(
  text: string,
  map: YAMLMap,
  key: string,
  value: AddedValue,
): Replacement {
  const isJson = /^\s*\{/.test(text);
  const name = isJson ? JSON.stringify(key) : writeScalar(key, new Scalar(key));
  const inline = `${name}: ${isJson ? value.json : value.flow}`;
  const last = map.items.at(-1) as Pair | undefined;
  if (!last) return insertion(map.range![0] + 1, inline);
  const end = endOf(last);
  const [keyStart] = (last.key as Scalar).range!;
  const { indent, before, isFirst } = placeInLine(text, keyStart);
  if (map.flow)
    return insertion(
      end,
      `,${isFirst ? `${lineEndOf(text)}${before}` : ' '}${inline}`,
    );
  return insertBelow(
    text,
    end,
    value.lines
      ? [`${indent}${name}:`, ...value.lines.map(line => `${indent}${line}`)]
      : [`${indent}${name}: ${value.block}`],
  );
}

/** Where the value of a pair ends, or its key where it has none. */
function endOf({ key, value }: Pair): number {
  const node = (value ?? key) as { range?: [number, number, number] | null };
  const range = node.range ?? (key as Scalar).range!;
  return range[1] > 0 ? range[1] : (key as Scalar).range![1];
}
