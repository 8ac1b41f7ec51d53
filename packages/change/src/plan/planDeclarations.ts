import {
  type DatasetManifest,
  type Gate,
  licenceOf,
  type ModelManifest,
} from '@greenroom/manifest';
import { personalColumns } from './Mask';
import type { PersonalChange, Plan } from './Plan';

type Sides<M> = { readonly before?: M; readonly after?: M };

/** A licence that is declared otherwise; a whole asset that comes or goes changes none. */
export function planLicence({
  before,
  after,
}: Sides<DatasetManifest | ModelManifest>): Pick<
  Plan['licences'][number],
  'from' | 'to'
>[] {
  if (!before || !after) return [];
  const [from, to] = [before, after].map(licenceOf);
  if (from === to) return [];
  return [
    {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  ];
}

/** Columns whose cells are shown to other people than before. */
export function planPersonal({
  before,
  after,
}: Sides<DatasetManifest>): PersonalChange[] {
  const names = (side: DatasetManifest | undefined) =>
    new Set((side?.columns ?? []).map(({ name }) => name));
  const [was, is] = [before, after].map(side => new Set(personalColumns(side)));
  const [had, has] = [before, after].map(names);
  return [
    ...[...is]
      .filter(column => !was.has(column))
      .map(column => ({
        column,
        change: had.has(column)
          ? ('becomes personal' as const)
          : ('personal column added' as const),
      })),
    ...[...was]
      .filter(column => !is.has(column))
      .map(column => ({
        column,
        change: has.has(column)
          ? ('no longer personal' as const)
          : ('personal column removed' as const),
      })),
  ];
}

/** Gates that were declared and are no longer as they were: who changes data may not loosen what it is held to unseen. */
export function gatesDropped({ before, after }: Sides<ModelManifest>): {
  readonly evaluation: string;
  readonly gate: Gate;
}[] {
  const kept = new Set(
    (after?.evaluations ?? []).flatMap(({ name, gates = [] }) =>
      gates.map(gate => JSON.stringify([name, gate])),
    ),
  );
  return (before?.evaluations ?? []).flatMap(({ name, gates = [] }) =>
    gates
      .filter(gate => !kept.has(JSON.stringify([name, gate])))
      .map(gate => ({ evaluation: name, gate })),
  );
}
