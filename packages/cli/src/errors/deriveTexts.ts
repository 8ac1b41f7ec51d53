import {
  DERIVED_CLUSTER,
  DERIVED_FROM_TEXT,
  derivedName,
  type TextColumn,
  TextColumnBuilder,
  textFeatures,
} from '@greenroom/error-analysis';
import { clusterTexts, type NumberedTable } from '@greenroom/evaluation';
import type { DerivedWanted } from './DerivedWanted';
import { CATEGORIES } from './planFeatures';
import type { ErrorFeature } from './readErrorTable';

/** In place of texts that are nearly all different, what can be read off them. */
export async function deriveTexts(
  numbered: NumberedTable,
  features: readonly ErrorFeature[],
  wanted: DerivedWanted,
): Promise<readonly ErrorFeature[]> {
  const found: ErrorFeature[] = [];
  for (const feature of features) {
    const { name, values } = feature;
    if (values instanceof Float64Array || values.values.length <= CATEGORIES) {
      found.push(feature);
      continue;
    }
    found.push(...derivedOf(name, values, wanted));
    if (wanted(DERIVED_CLUSTER.words))
      found.push(...clusterFeature(name, await clusterTexts(numbered, name)));
  }
  return found;
}

/** None where there are too few rows to be divided. */
export function clusterFeature(
  column: string,
  clusters: readonly (string | null)[] | undefined,
): ErrorFeature[] {
  if (!clusters) return [];
  const values = new TextColumnBuilder(clusters.length);
  clusters.forEach(cluster => values.add(cluster));
  const name = derivedName(column, DERIVED_CLUSTER);
  return [{ name, values: values.finish() }];
}

function derivedOf(
  name: string,
  texts: TextColumn,
  wanted: DerivedWanted,
): ErrorFeature[] {
  const kept = DERIVED_FROM_TEXT.filter(({ words }) => wanted(words));
  if (kept.length === 0) return [];
  // Each different text once, however many rows have it.
  const read = texts.values.map(textFeatures);
  return kept.map(derived => ({
    name: derivedName(name, derived),
    values: derived.isNumber
      ? Float64Array.from(texts.codes, code =>
          code < 0 ? NaN : Number(read[code][derived.key]),
        )
      : recoded(
          texts.codes,
          read.map(each => String(each[derived.key])),
        ),
  }));
}

/** @param of - by the place of a text, the value that stands for it */
function recoded(codes: Int32Array, of: readonly string[]): TextColumn {
  const values = [...new Set(of)];
  const places = new Map(values.map((value, place) => [value, place]));
  return {
    codes: codes.map(code => (code < 0 ? -1 : places.get(of[code])!)),
    values,
  };
}
