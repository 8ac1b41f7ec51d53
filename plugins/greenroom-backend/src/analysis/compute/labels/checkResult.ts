import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';

/** A check that found something; the text says what to do. */
export function found(name: string, text: string): DataCheck {
  return { name, state: 'found', text };
}

export function passed(name: string, text: string): DataCheck {
  return { name, state: 'passed', text };
}

/** The text says why, and what would let it run. */
export function notRun(name: string, text: string): DataCheck {
  return { name, state: 'not run', text };
}
