import { emptyColumns } from '../emptyColumns';
import { inferTypes } from '../inferTypes';
import type { Row } from '../Table';
import type { TypePair } from './cellSql';
import { isNumber, Side, Sides, typeIn } from './Side';

type Ask = (sql: string) => Promise<Row[]>;

/** What is left of two tables once equal rows are gone. */
export type Residue = {
  /** SELECTs of the rows of either table that are left, with its own column names. */
  readonly from: string;
  readonly to: string;
  /** The shared columns that have a cell in one table which the other has not, as it is written. */
  readonly touched: readonly string[];
  /** Columns of which two joined cells are one number, written in two ways. */
  writtenAnew(columns: readonly string[]): Promise<readonly string[]>;
};

/**
 * What the shared columns hold in either table. Texts are typed by the rules of
 * `inferTypes`, which look at all cells; here the rows that both tables have
 * are left out, since they hold the same in both, and whole columns are looked
 * at only where the rest does not decide.
 */
export async function resolveTypes(
  ask: Ask,
  sides: Sides,
  shared: readonly string[],
  residue: Residue,
): Promise<ReadonlyMap<string, TypePair>> {
  const left = await heldBy(ask, sides, residue.touched, residue);
  const resolved = new Map<string, TypePair>();
  const undecided: string[] = [];
  const numbers: string[] = [];
  for (const name of shared) {
    const [from, to] = [left.from.get(name), left.to.get(name)];
    const isGuess = isText(sides.from, name) || isText(sides.to, name);
    const pair: TypePair = {
      from: from ?? to ?? typeIn(sides.from, name),
      to: to ?? from ?? typeIn(sides.to, name),
      ...(isGuess ? { by: 'differing rows' } : {}),
    };
    resolved.set(name, pair);
    if (isGuess && pair.from !== pair.to) undecided.push(name);
    else if (isGuess && isNumber(pair.from)) numbers.push(name);
  }
  undecided.push(...(await residue.writtenAnew(numbers)));
  if (undecided.length === 0) return resolved;
  const whole = await heldBy(ask, sides, undecided, {
    from: sides.from.sql,
    to: sides.to.sql,
  });
  for (const name of undecided) {
    resolved.set(name, {
      from: whole.from.get(name) ?? 'VARCHAR',
      to: whole.to.get(name) ?? 'VARCHAR',
    });
  }
  return resolved;
}

/** The columns that hold something else now. Whole numbers that a format keeps as decimals are still numbers. */
export function retypedColumns(
  sides: Sides,
  types: ReadonlyMap<string, TypePair>,
): { name: string; from: string; to: string }[] {
  return [...types].flatMap(([name, pair]) => {
    const isOfFormat = isText(sides.from, name) !== isText(sides.to, name);
    const isSame =
      pair.from === pair.to ||
      (isOfFormat && isNumber(pair.from) && isNumber(pair.to));
    return isSame ? [] : [{ name, from: pair.from, to: pair.to }];
  });
}

/** Nobody said its type: it is what its cells are. */
function isText(side: Side, name: string): boolean {
  return typeIn(side, name) === 'VARCHAR' && !side.declared.has(name);
}

async function heldBy(
  ask: Ask,
  sides: Sides,
  names: readonly string[],
  rows: { readonly from: string; readonly to: string },
) {
  return {
    from: await heldIn(ask, sides.from, names, rows.from),
    to: await heldIn(ask, sides.to, names, rows.to),
  };
}

/** The types that columns hold in some rows; absent where no row has a cell. */
async function heldIn(
  ask: Ask,
  side: Side,
  names: readonly string[],
  rows: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = names.filter(name => isText(side, name));
  const inferred = await inferTypes(ask, `(${rows})`, texts);
  const empty = await emptyColumns(ask, `(${rows})`, texts);
  return new Map(
    names.flatMap(name => {
      if (empty.has(name)) return [];
      const known = side.declared.get(name) ?? typeIn(side, name);
      return [[name, inferred.get(name) ?? known] as const];
    }),
  );
}
