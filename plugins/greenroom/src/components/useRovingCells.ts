import { type KeyboardEvent, useRef, useState } from 'react';

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/**
 * Makes a grid of buttons one stop of the Tab key, in which arrows move. `holder`
 * goes on what holds the buttons, `cell` gives the properties of one of them.
 */
export function useRovingCells<T extends HTMLElement>(
  rows: number,
  columns: number,
) {
  const holder = useRef<T>(null);
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const clamp = (index: number, count: number) =>
    Math.min(count - 1, Math.max(0, index));
  const here = [clamp(at[0], rows), clamp(at[1], columns)] as const;

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = [
      clamp(here[0] + step[0], rows),
      clamp(here[1] + step[1], columns),
    ] as const;
    setAt(next);
    holder.current
      ?.querySelector<HTMLButtonElement>(`[data-cell="${next[0]}-${next[1]}"]`)
      ?.focus();
  };

  const cell = (row: number, column: number) => ({
    'data-cell': `${row}-${column}`,
    tabIndex: here[0] === row && here[1] === column ? 0 : -1,
    onKeyDown: move,
    onFocus: () => setAt([row, column]),
  });
  return { holder, cell };
}
