import { openTable, type Row } from '@greenroom/dataset';
import type { Evaluation } from '../Evaluation';
import { readSplit } from '../readSplit';
import { measureTask, type TaskQuestion } from './evaluateTask';

/**
 * Measures what is said of a split whose rows have a number each.
 *
 * @param reads - columns that whoever says it is given
 * @throws ModelError, TableError naming file and remedy
 */
export async function measureNumbers(
  question: Omit<TaskQuestion, 'task' | 'classes'>,
  reads: readonly string[],
  numbersOf: (rows: readonly Row[]) => Promise<unknown[]>,
): Promise<Omit<Evaluation, 'seconds'>> {
  const table = await openTable(question.table);
  try {
    return await measureTask(
      { ...question, task: 'tabular-regression', classes: [] },
      await readSplit(
        table,
        question.evaluation.split,
        question.dataset,
        reads,
      ),
      numbersOf,
    );
  } finally {
    table.close();
  }
}
