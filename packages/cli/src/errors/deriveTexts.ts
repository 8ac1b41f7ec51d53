import {
  DERIVED_FROM_TEXT,
  derivedName,
  type TextColumn,
  textFeatures,
} from '@greenroom/error-analysis';
import { CATEGORIES } from './planFeatures';
import type { ErrorFeature } from './readErrorTable';

/** In place of texts that are nearly all different, what can be read off them. */
export function deriveTexts(
  features: readonly ErrorFeature[],
): readonly ErrorFeature[] {
  return features.flatMap(feature =>
    feature.values instanceof Float64Array ||
    feature.values.values.length <= CATEGORIES
      ? [feature]
      : derivedOf(feature.name, feature.values),
  );
}

function derivedOf(name: string, texts: TextColumn): ErrorFeature[] {
  // Each different text once, however many rows have it.
  const read = texts.values.map(textFeatures);
  return DERIVED_FROM_TEXT.map(derived => ({
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
