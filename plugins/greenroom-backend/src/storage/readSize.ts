const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

/**
 * Bytes of a size in app-config: a number, or a text such as `20 GB` or `512 MiB`.
 *
 * @throws Error naming the key and how to write it
 */
export function readSize(key: string, said: unknown): number {
  const [, number, unit = ''] =
    /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(said)) ?? [];
  const factor = UNITS[unit.toUpperCase()];
  const bytes = Math.floor(Number(number) * factor);
  if (!Number.isSafeInteger(bytes) || bytes <= 0) {
    throw new Error(
      `${key} is ${JSON.stringify(
        said,
      )}, which is no size. Write bytes as a number, or a text such as '20 GB' or '512 MiB'.`,
    );
  }
  return bytes;
}
