import { type ReactNode, useEffect, useRef } from 'react';

/** Takes the focus to the first field in it, once it is there. */
export function Focused({ children }: { children: ReactNode }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    holder.current
      ?.querySelector<HTMLElement>('input, select, button')
      ?.focus();
  }, []);
  return <div ref={holder}>{children}</div>;
}
