import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { boxesOfLabel } from '../../components/labelWords';
import type { ShownWord, Word } from '../decisions/words';
import { BoxesResolver } from './BoxesResolver';
import { ClassResolver } from './ClassResolver';
import type { QueueRow } from './queue';

export type ResolverProps = {
  asset: AssetDetail;
  version: AssetVersion;
  row: QueueRow;
  word: ShownWord | undefined;
  /** Rows that are likely looked at next. */
  near: readonly string[];
  mayDecide: boolean;
  onDecide: (word: Word) => void;
  /** Look at the next or the one before without deciding. */
  onStep: (step: 1 | -1) => void;
  onUndo: () => void;
};

/** One doubtful row at a time, decided by one key or one press. */
export function Resolver(props: ResolverProps) {
  const { row } = props;
  const given = boxesOfLabel(row.issues[0].given);
  return given ? (
    <BoxesResolver key={row.key} {...props} given={given} />
  ) : (
    <ClassResolver {...props} />
  );
}
