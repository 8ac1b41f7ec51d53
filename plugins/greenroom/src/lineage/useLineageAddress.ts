import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  type Collapse,
  collapseSchema,
} from '@greenroom/backstage-plugin-greenroom-common';

/** What a lineage view shows, as the address bar has it; `By` is what stands as one node at first. */
export type AddressOf<By> = {
  readonly by: By;
  /** Groups that are not as `by` has them. */
  readonly toggled: ReadonlySet<string>;
  readonly node?: string;
  /** The other end of a way from `node`. */
  readonly wayTo?: string;
  /** Another node whose lineage is held against that of `node`. */
  readonly against?: string;
  /** Days, as 2026-11-26: the lineage as it was at their end. */
  readonly at?: string;
  readonly comparedAt?: string;
  readonly view?: 'graph' | 'table';
  readonly impact?: 'shown';
  /** Of the question which models saw a row. */
  readonly rowVersion?: string;
  readonly rowKey?: string;
};
export type LineageAddress = AddressOf<Collapse>;
/** Anything to write: what is read decides what may be meant. */
export type AddressStep = Partial<AddressOf<string | undefined>>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readLineageAddress(params: URLSearchParams): LineageAddress {
  return readAddress(params, readCollapse);
}

function readCollapse(text: string | undefined): Collapse {
  return collapseSchema.catch('asset').parse(text);
}

function readAddress<By>(
  params: URLSearchParams,
  readBy: (text: string | undefined) => By,
): AddressOf<By> {
  const text = (name: string) => params.get(name) || undefined;
  const day = (name: string) => {
    const value = text(name);
    const isDay =
      value !== undefined &&
      DAY.test(value) &&
      !Number.isNaN(Date.parse(endOf(value)));
    return isDay ? value : undefined;
  };
  const view = text('view');
  return {
    by: readBy(text('by')),
    toggled: new Set(params.getAll('group')),
    node: text('node'),
    wayTo: text('wayTo'),
    against: text('against'),
    at: day('at'),
    comparedAt: day('comparedAt'),
    view: view === 'graph' || view === 'table' ? view : undefined,
    impact: text('impact') === 'shown' ? 'shown' : undefined,
    rowVersion: text('rowVersion'),
    rowKey: text('rowKey'),
  };
}

/** The last moment of a day, for the API. */
export function endOf(day: string): string {
  return `${day}T23:59:59.999Z`;
}

/** `change` written over `params`; what it does not name stays, what it names as undefined goes. */
export function writeLineageAddress(
  params: URLSearchParams,
  { toggled, ...texts }: AddressStep,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(texts))
    if (value) next.set(name, value);
    else next.delete(name);
  if (toggled) {
    next.delete('group');
    for (const group of toggled) next.append('group', group);
  }
  return next;
}

export function useLineageAddress(): [
  LineageAddress,
  (change: AddressStep) => void,
] {
  return useAddressOf(readCollapse);
}

/** @param readBy - the same function each time */
export function useAddressOf<By>(
  readBy: (text: string | undefined) => By,
): [AddressOf<By>, (change: AddressStep) => void] {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readAddress(params, readBy), [params, readBy]);
  const goTo = useCallback(
    (change: AddressStep) =>
      setParams(before => writeLineageAddress(before, change)),
    [setParams],
  );
  return [address, goTo];
}
