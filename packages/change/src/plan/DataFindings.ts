import path from 'node:path';
import type { Release } from '@greenroom/dataset';
import type { DataSides } from './DataSides';
import { dataSides } from './DataSides';
import { Mask } from './Mask';
import type { PersonalChange, Plan } from './Plan';
import type { AlikePlan } from './planAlike';
import { planAlike } from './planAlike';
import { planLicence, planPersonal } from './planDeclarations';
import { type NearLeaks, planNearLeaks } from './planNearLeaks';
import type { DatasetSide, Sides } from './PlanQuestion';
import { planRelease } from './planRelease';
import { planRows, type RowsPlan, rowsOfOneSide } from './planRows';
import { refusalOf } from './refusalOf';
import { type Touched, touchedSplits } from './touchedSplits';
import { writeTyped } from './TypedTable';

/** Everything that a plan says of one data set. */
export type DataFindings = {
  readonly name: string;
  readonly path: string;
  /** `same` where it is only here since models are measured on it. */
  readonly change: 'added' | 'removed' | 'changed' | 'same';
  readonly data: DataSides;
  readonly rows?: RowsPlan;
  readonly alike?: AlikePlan;
  readonly near?: NearLeaks;
  readonly release?: Release;
  readonly licences: readonly Pick<Plan['licences'][number], 'from' | 'to'>[];
  readonly personal: readonly PersonalChange[];
  /** By split; absent where it is not known which rows differ. */
  readonly touched?: ReadonlyMap<string, Touched>;
  /** Rows that differ, as `DiffOptions.out`. */
  readonly changes?: string;
  readonly remarks: readonly string[];
  /** Set where the rows of the side after cannot be read. */
  readonly unreadable?: string;
};

/** @param of.changes - where rows that differ are written */
export async function findData(
  sides: Sides<DatasetSide>,
  of: {
    readonly folder: string;
    readonly changes: string;
    readonly sampleRows: number;
    tell(fraction: number, message: string): void;
  },
): Promise<DataFindings> {
  const manifests = {
    before: sides.before?.manifest,
    after: sides.after?.manifest,
  };
  const { name } = manifests.after ?? manifests.before!;
  const mask = new Mask([manifests.before, manifests.after]);
  const remarks: string[] = [];
  const noted = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      remarks.push(refusalOf(error, mask));
      return undefined;
    }
  };
  const read = async (side: DatasetSide | undefined, end: string) => {
    if (side?.unreadable !== undefined) remarks.push(side.unreadable);
    const { table } = side ?? {};
    if (!table) return undefined;
    return noted(() =>
      writeTyped(table, path.join(of.folder, `${end}.parquet`)),
    );
  };
  of.tell(0, `Reading ${name}`);
  const before = await read(sides.before, 'before');
  const isSame = isSameRows(sides);
  of.tell(0.3, `Reading ${name} as it would be`);
  const after = isSame ? before : await read(sides.after, 'after');
  const data = dataSides(
    manifests,
    { before, after },
    { before: sides.before?.table, after: sides.after?.table },
  );
  const shared = {
    name,
    path: sides.path,
    data,
    licences: planLicence(manifests),
    personal: planPersonal(manifests),
  };
  if (isSame)
    return {
      ...shared,
      change: sides.before === sides.after ? 'same' : 'changed',
      touched: new Map(),
      ...(before ? { rows: sameRows(before.rows) } : {}),
      remarks,
    };
  const compared =
    before && after
      ? await noted(() => compare({ ...data, before, after }, sides, of))
      : undefined;
  const one =
    sides.before === undefined || sides.after === undefined
      ? { rows: rowsOfOneSide(data) }
      : {};
  of.tell(0.8, `Looking for rows of ${name} that say the same`);
  const alike =
    compared || 'rows' in one
      ? await noted(() => planAlike(data, compared?.changes))
      : undefined;
  const near =
    alike && mayLeak(compared?.rows, data)
      ? await noted(() => planNearLeaks(data, of.folder))
      : undefined;
  return {
    ...shared,
    change: changeOf(sides),
    ...one,
    ...compared,
    ...(alike ? { alike } : {}),
    ...(near ? { near } : {}),
    remarks: [
      ...remarks,
      ...(data.roles.key === undefined && (before ?? after)
        ? [
            `${name} declares no key that both sides have: a changed row counts as one removed and one added, and nothing is said of single rows.`,
          ]
        : []),
      ...(near?.remark ? [near.remark] : []),
    ],
    ...(sides.after && !after
      ? { unreadable: remarks.at(-1) ?? 'No table is declared.' }
      : {}),
  };
}

async function compare(
  data: Parameters<typeof planRows>[0],
  sides: Sides<DatasetSide>,
  of: Parameters<typeof findData>[1],
): Promise<Pick<DataFindings, 'rows' | 'release' | 'touched' | 'changes'>> {
  const { name, roles } = data;
  of.tell(0.6, `Comparing ${name}`);
  const { changes } = of;
  const rows = await planRows(data, of);
  const isOther = sides.before?.bytes !== sides.after?.bytes;
  return {
    rows,
    changes,
    release: await planRelease(
      data,
      rows,
      changes,
      isOther || sides.before?.bytes === undefined ? 'rewritten' : 'same',
    ),
    ...(roles.split === undefined || roles.key === undefined
      ? {}
      : { touched: await touchedSplits(changes, roles.split) }),
  };
}

/** Whether rows need not be read twice: the same bytes, read the same way. */
function isSameRows({ before, after }: Sides<DatasetSide>): boolean {
  if (before === undefined || after === undefined) return false;
  if (before === after) return true;
  const readAs = ({ manifest }: DatasetSide) =>
    JSON.stringify([
      manifest.table,
      manifest.split,
      (manifest.columns ?? []).map(({ name, type }) => [name, type]),
    ]);
  return (
    before.bytes !== undefined &&
    before.bytes === after.bytes &&
    readAs(before) === readAs(after)
  );
}

function sameRows(count: number): RowsPlan {
  return {
    rows: { from: count, to: count, added: 0, removed: 0, changed: 0 },
    columns: { added: [], removed: [], retyped: [] },
    labelTransitions: [],
    drift: [],
  };
}

function changeOf({
  before,
  after,
}: Sides<DatasetSide>): DataFindings['change'] {
  if (!before) return 'added';
  return after ? 'changed' : 'removed';
}

/** A new label makes no row another one. */
function mayLeak(rows: RowsPlan | undefined, { roles }: DataSides): boolean {
  if (!rows) return true;
  const cells = Object.keys(rows.cells ?? {});
  return (
    rows.rows.added > 0 ||
    cells.some(name => name === roles.split || !roles.apart.has(name))
  );
}
