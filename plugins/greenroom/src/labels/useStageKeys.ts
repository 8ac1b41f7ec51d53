import { useEffect, useRef } from 'react';

const OWN_KEYS =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

/**
 * Calls the action of a pressed key (lower case). Keys with a modifier, and keys
 * meant for a field, a dialog or a menu, are left alone.
 */
export function useStageKeys(
  actions: Readonly<Record<string, () => void>>,
  enabled: boolean,
) {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!enabled) return undefined;
    const press = (event: KeyboardEvent) => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.defaultPrevented
      )
        return;
      if (event.target instanceof Element && event.target.closest(OWN_KEYS))
        return;
      const action = latest.current[event.key.toLocaleLowerCase('en-US')];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [enabled]);
}
