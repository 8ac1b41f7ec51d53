import type {
  DeclaredConditions,
  EvaluationSpec,
  LabelledDataset,
} from '@greenroom/manifest';
import { columnProblems } from '@greenroom/manifest/columnProblems';

/** The conditions of gates on some rows, where the data set lets rows be told apart by their columns. */
export function gatedConditions(
  { gates = [] }: Pick<EvaluationSpec, 'gates'>,
  { columns = [] }: Pick<LabelledDataset, 'columns'>,
): DeclaredConditions[] {
  return gates.flatMap(({ where }) =>
    where && columnProblems(where, columns).length === 0 ? [where] : [],
  );
}
