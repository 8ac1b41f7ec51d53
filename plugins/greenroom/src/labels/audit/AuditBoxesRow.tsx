import { useState } from 'react';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import { labelWords } from '../../components/labelWords';
import { pictureSize } from '../../data/pictureSize';
import { beginDraft, draftWords, takeDraft } from '../boxes/boxDraft';
import { BoxWorkbench } from '../boxes/BoxWorkbench';
import {
  AuditRowCells,
  AuditRowFrame,
  type AuditRowProps,
} from './AuditRowFrame';
import styles from '../labels.module.css';

/** A picture with boxes, without what the model thinks: right, or wrong and set right. */
export function AuditBoxesRow(
  props: AuditRowProps & { given: readonly Box[] },
) {
  const { row, versionId, classes, rows, given, mayDecide, onDecide } = props;
  const [draft, setDraft] = useState(() => beginDraft(given));
  const [isWrong, setIsWrong] = useState(false);
  const page = rows.state === 'ready' ? rows.value : undefined;
  const content = page?.rows.find(each => each.key === row.key);
  const { kind, to } = takeDraft(row, draft);
  const right = {
    key: 'K',
    name: 'All boxes are right',
    press: () => onDecide({ kind: 'keep' }),
  };
  const wrong = {
    key: 'W',
    name: 'Wrong: set the boxes right',
    press: () => setIsWrong(true),
  };
  const take = {
    key: 'S',
    name: `Save: ${draftWords(draft)}`,
    press: () => onDecide({ kind, to }),
  };
  return (
    <AuditRowFrame
      {...props}
      choices={[
        ...(kind === 'relabel' ? [take] : []),
        right,
        ...(isWrong ? [] : [wrong]),
      ]}
    >
      <BoxWorkbench
        versionId={versionId}
        rowKey={row.key}
        size={content && page ? pictureSize(content, page) : undefined}
        classes={classes}
        draft={draft}
        onDraft={isWrong && mayDecide ? setDraft : undefined}
      >
        <p className={styles.labels}>
          <span>
            given <strong>{labelWords(row.given)}</strong>
          </span>
        </p>
        <AuditRowCells {...props} />
      </BoxWorkbench>
    </AuditRowFrame>
  );
}
