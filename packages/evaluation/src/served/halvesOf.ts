import type { Made } from '../session/runBatches';

type Input = { readonly shape: readonly number[]; readonly data: unknown[] };

/**
 * A request for the first half of its rows, and one for the others.
 *
 * @param body - as `requestOf` makes it
 * @returns undefined where it has one row
 */
export function halvesOf(body: string): readonly [string, string] | undefined {
  const { inputs, ...rest } = JSON.parse(body) as {
    readonly inputs: readonly Input[];
  };
  const [rows] = inputs[0].shape;
  if (rows < 2) return undefined;
  const half = Math.ceil(rows / 2);
  const part = (from: number, to: number) =>
    JSON.stringify({
      inputs: inputs.map(({ shape, data, ...input }) => {
        const width = data.length / rows;
        return {
          ...input,
          shape: [to - from, ...shape.slice(1)],
          data: data.slice(from * width, to * width),
        };
      }),
      ...rest,
    });
  return [part(0, half), part(half, rows)];
}

/** Outputs of some rows, and of those after them. */
export function joined(
  first: Readonly<Record<string, Made>>,
  second: Readonly<Record<string, Made>>,
): Readonly<Record<string, Made>> {
  return Object.fromEntries(
    Object.entries(first).map(([name, { data, dims }]) => {
      const after = second[name];
      return [
        name,
        {
          data: [...Array.from(data), ...Array.from(after.data)],
          dims: [dims[0] + after.dims[0], ...dims.slice(1)],
        },
      ];
    }),
  );
}
