import { type KeyboardEvent, useRef, useState } from 'react';
import { rangeOf } from './rangeOf';

/** Cards whose upper edges differ by less stand in one line. */
const SAME_LINE_PIXELS = 8;

/**
 * Rows chosen by mouse and keyboard. A press with Shift chooses all from the
 * row pressed before; arrows move between rows, with Shift choosing on the way;
 * Ctrl+A chooses all on the page, Escape none.
 */
export function useGridSelection(keys: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string>();
  /** The row pressed last, from which Shift chooses. */
  const [anchor, setAnchor] = useState<string>();
  const holder = useRef<HTMLUListElement>(null);
  const stop = at !== undefined && keys.includes(at) ? at : keys[0];
  const selected = keys.filter(key => chosen.has(key));

  const choose = (some: readonly string[]) =>
    setChosen(before => new Set([...before, ...some]));
  const press = (key: string, withShift: boolean) => {
    setAt(key);
    setAnchor(key);
    if (withShift) choose(rangeOf(keys, anchor, key));
    else
      setChosen(before => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      });
  };
  const boxes = () => [
    ...(holder.current?.querySelectorAll<HTMLInputElement>(
      'input[type="checkbox"]',
    ) ?? []),
  ];
  /** How far the row below is: as many as stand in the first line. */
  const lineLength = () => {
    const tops = boxes().map(box => box.getBoundingClientRect().top);
    const second = tops.findIndex(
      top => Math.abs(top - tops[0]) > SAME_LINE_PIXELS,
    );
    return second === -1 ? tops.length : second;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault();
      choose(keys);
      return;
    }
    if (event.key === 'Escape') {
      setChosen(new Set());
      return;
    }
    const steps: Record<string, () => number> = {
      ArrowLeft: () => -1,
      ArrowRight: () => 1,
      ArrowUp: () => -lineLength(),
      ArrowDown: lineLength,
      Home: () => -Infinity,
      End: () => Infinity,
    };
    const step = steps[event.key];
    if (!step || stop === undefined) return;
    event.preventDefault();
    const next = Math.min(
      keys.length - 1,
      Math.max(0, keys.indexOf(stop) + step()),
    );
    if (event.shiftKey) choose(rangeOf(keys, stop, keys[next]));
    setAt(keys[next]);
    boxes()[next]?.focus();
  };
  return {
    selected,
    isChosen: (key: string) => chosen.has(key),
    isAll: keys.length > 0 && selected.length === keys.length,
    press,
    chooseAll: () => choose(keys),
    clear: () => setChosen(new Set()),
    /** For the list that holds the rows; arrows move within it. */
    list: { ref: holder, onKeyDown },
    /** The box of the row at which Tab enters. */
    tabIndexOf: (key: string) => (key === stop ? 0 : -1),
    focus: setAt,
  };
}
