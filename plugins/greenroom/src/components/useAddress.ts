import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type Selection, writeSelection } from './useSelection';

/** What a step changes: parts of the shared selection, and parameters of one page; undefined removes. */
export type AddressChange = {
  selection?: Partial<Selection>;
  params?: Readonly<Record<string, string | undefined>>;
};

/** `change` written over `params`; what it does not name stays. */
export function writeAddress(
  params: URLSearchParams,
  change: AddressChange,
): URLSearchParams {
  const next = writeSelection(params, change.selection ?? {});
  for (const [name, value] of Object.entries(change.params ?? {})) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/**
 * The address bar's parameters and a function that changes several of them in
 * one step of the browser's history. Two steps in one event would lose the first.
 */
export function useAddress(): [
  URLSearchParams,
  (change: AddressChange, options?: { replace: true }) => void,
] {
  const [params, setParams] = useSearchParams();
  const goTo = useCallback(
    (change: AddressChange, options?: { replace: true }) =>
      setParams(before => writeAddress(before, change), options),
    [setParams],
  );
  return [params, goTo];
}

/** An offset out of the address bar: a whole number from 0. */
export function readOffset(params: URLSearchParams, name = 'at'): number {
  const asked = Number(params.get(name) ?? 0);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
}
