import { pick } from '../pick';

const GAP = /\{([^{}]+)\}/g;

/** The gaps that a template names, each once. */
export function gapsOf(template: string): string[] {
  return [...new Set([...template.matchAll(GAP)].map(([, gap]) => gap.trim()))];
}

/**
 * A text by a template: each `{gap}` is filled with one of the values listed for
 * it, else with what the parent has in the column of that name.
 *
 * @param slots - values to choose from, by gap
 * @param cells - what the parent holds, by column
 * @param random - from 0 to below 1
 * @returns undefined where the parent has nothing to fill a gap with
 * @throws RangeError naming a gap that is neither a slot nor a column
 */
export function fillTemplate(
  template: string,
  {
    slots,
    cells,
  }: {
    readonly slots: ReadonlyMap<string, readonly string[]>;
    readonly cells: ReadonlyMap<string, string | number | null>;
  },
  random: () => number,
): string | undefined {
  const filled = new Map<string, string>();
  for (const gap of gapsOf(template)) {
    const values = slots.get(gap);
    if (!values && !cells.has(gap))
      throw new RangeError(
        `The template has the gap {${gap}}, which is no slot and no column. List its values under slots, or name a column.`,
      );
    const value = values ? pick(values, random) : cells.get(gap);
    if (value === null || value === undefined || value === '') return undefined;
    filled.set(gap, String(value));
  }
  return template.replace(GAP, (_, gap: string) => filled.get(gap.trim())!);
}
