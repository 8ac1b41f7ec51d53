import { useEffect, useRef } from 'react';

/** A ref for what shows one row at a time: a button that goes away with a row must not take the focus with it. */
export function useStageFocus(rowKey: string) {
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body)
      stage.current?.focus({ preventScroll: true });
  }, [rowKey]);
  return stage;
}
