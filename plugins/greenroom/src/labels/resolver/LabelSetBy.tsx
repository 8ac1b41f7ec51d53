import { useRef } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  VersionBlame,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { isRunning } from '../../components/JobProgress';
import { useAnswer } from '../../components/useAnswer';
import { SetBy } from '../../data/SetBy';
import { hasBoxes } from '../hasBoxes';
import styles from '../labels.module.css';

/** What tables of annotated pictures call the column of boxes; their manifests need not declare it. */
const BOXES_COLUMN = 'boxes';

/** Which commit last set the label of a row, by whom and when. */
export function LabelSetBy(props: {
  asset: AssetDetail;
  version: AssetVersion;
  rowKey: string;
}) {
  const { asset, version, rowKey } = props;
  const api = useApi(greenroomApiRef);
  const column =
    asset.columns?.find(({ role }) => role === 'label')?.name ??
    (hasBoxes(asset) ? BOXES_COLUMN : undefined);
  const asks = column !== undefined && asset.allowed.includes('readRows');
  /** Rows that were looked at before are not asked about again. */
  const known = useRef(new Map<string, VersionBlame>());
  const ask = async () => {
    const kept = known.current.get(rowKey);
    if (kept || !asks) return kept;
    const answer = await api.getBlame(version.id, [rowKey]);
    if (answer.job.state === 'succeeded') known.current.set(rowKey, answer);
    return answer;
  };
  const blame = useAnswer(ask, [api, version.id, rowKey, asks], {
    busy: answer => answer !== undefined && isRunning(answer.job),
  });
  if (!asks) return null;
  if (blame.state === 'failed')
    return (
      <p className={styles.muted}>Who set the label could not be found out.</p>
    );
  return (
    <p>
      Label set by{' '}
      {blame.state === 'ready' && blame.value ? (
        <SetBy
          blame={{ ...blame, value: blame.value }}
          rowKey={rowKey}
          column={column}
        />
      ) : (
        <span className={styles.muted}>…</span>
      )}
    </p>
  );
}
