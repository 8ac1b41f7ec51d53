/**
 * The shape of a batch: the one a model declares, its first dimension the rows
 * and its free ones filled by what was prepared.
 *
 * @param declared - undefined where the model says nothing of the shape; null stands for a free dimension
 * @param width - numbers a row
 * @param prepared - shape of one prepared row, where it is more than a list
 * @throws Error where what was prepared does not fit
 */
export function shapeOf(
  declared: readonly (number | null)[] | undefined,
  rows: number,
  width: number,
  prepared?: readonly number[],
): number[] {
  if (!declared || declared.length === 0)
    return [rows, ...(prepared ?? [width])];
  const [, ...inner] = declared;
  if (
    prepared?.length === inner.length &&
    inner.every((size, i) => size === null || size === prepared[i])
  )
    return [rows, ...prepared];
  const known = inner.reduce<number>(
    (product, size) => product * (size ?? 1),
    1,
  );
  const free = inner.filter(size => size === null).length;
  const isArranged = prepared !== undefined && prepared.length > 1;
  if (
    isArranged ||
    free > 1 ||
    (free === 0 && known !== width) ||
    width % known !== 0
  ) {
    throw new Error(
      `takes ${
        inner.map(size => size ?? '?').join(' x ') || '1'
      } numbers a row; the preprocessing makes ${
        isArranged ? prepared.join(' x ') : width
      }. Correct its steps.`,
    );
  }
  return [rows, ...inner.map(size => size ?? width / known)];
}
