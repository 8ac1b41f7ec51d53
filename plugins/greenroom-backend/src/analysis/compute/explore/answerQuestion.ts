import type {
  ErrorAnswer,
  ErrorQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { adviceOf } from './adviceOf';
import { changesOf } from './changesOf';
import { chooseRows } from './chooseRows';
import { cohortsOf } from './cohortsOf';
import type { Explored } from './Explored';
import { errorsOf } from './groupOf';
import { heatOf } from './heatOf';
import { keysOf } from './keysOf';
import { slicesOf } from './slicesOf';
import { summaryOf } from './summaryOf';
import { treeOf } from './treeOf';

/** What is known of a run, whatever is asked. */
export type Ground = Pick<
  Explored,
  'rows' | 'declared' | 'others' | 'training' | 'doubts' | 'before'
>;

/** @throws ExploreError where the question names what the run has not */
export function answerQuestion(
  ground: Ground,
  { view, measure = 'wrong', ...which }: ErrorQuestion,
): ErrorAnswer {
  const explored: Explored = {
    ...ground,
    measure,
    which,
    errors: errorsOf(ground.rows, measure),
    chosen: chooseRows(ground.rows, which),
  };
  switch (view.type) {
    case 'summary':
      return summaryOf(explored);
    case 'slices':
      return slicesOf(explored, view);
    case 'tree':
      return treeOf(explored, view);
    case 'heat':
      return heatOf(explored, view);
    case 'cohorts':
      return cohortsOf(explored, view);
    case 'keys':
      return keysOf(explored, view);
    case 'changes':
      return changesOf(explored, view);
    case 'advice':
      return adviceOf(explored);
    default:
      throw new Error(`Unknown view ${JSON.stringify(view satisfies never)}`);
  }
}
