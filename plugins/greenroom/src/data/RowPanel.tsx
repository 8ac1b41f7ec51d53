import { useEffect, useRef } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { RiArrowLeftLine, RiArrowRightLine } from '@remixicon/react';
import type {
  AssetDetail,
  AssetVersion,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { RowActions } from '../changes/RowActions';
import { Answered } from '../components/Answered';
import { CopyButton } from '../components/CopyButton';
import { EmptyState } from '../components/EmptyState';
import { FromJob } from '../components/FromJob';
import { useAnswer } from '../components/useAnswer';
import { writeAddress } from '../components/useAddress';
import { pictureSize } from './pictureSize';
import { RowCells } from './RowCells';
import { RowPicture } from './RowPicture';
import { versionName } from './versionName';
import styles from './rowPanel.module.css';

/** One row in full: its picture, every cell, and who set each of them. */
export function RowPanel(props: {
  asset: AssetDetail;
  version: AssetVersion;
  rowKey: string;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
}) {
  const { asset, version, rowKey, onClose, onPrevious, onNext } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () =>
      api.getRows({
        versionId: version.id,
        filter: { keys: [rowKey] },
        limit: 1,
      }),
    [api, version.id, rowKey],
    { busy: ({ job }) => job?.state === 'queued' || job?.state === 'running' },
  );
  useStepKeys({
    ArrowLeft: onPrevious,
    k: onPrevious,
    ArrowRight: onNext,
    j: onNext,
  });
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => {
        if (!open) onClose();
      }}
      width="min(1040px, 96vw)"
      height="min(860px, 92vh)"
    >
      <DialogHeader>
        Row {rowKey} of {versionName(version)}
      </DialogHeader>
      <DialogBody>
        <div className={styles.panel}>
          <div className={styles.steps}>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiArrowLeftLine />}
              isDisabled={!onPrevious}
              onPress={onPrevious}
            >
              Previous row (K)
            </Button>
            <Button
              size="small"
              variant="secondary"
              iconEnd={<RiArrowRightLine />}
              isDisabled={!onNext}
              onPress={onNext}
            >
              Next row (J)
            </Button>
            <CopyButton text={linkTo(version.id, rowKey)}>
              Copy link to this row
            </CopyButton>
          </div>
          <Answered answer={answer} what={`row ${rowKey}`} lines={8}>
            {page => (
              <FromJob
                job={page.job}
                value={page.job && page.rows.length === 0 ? undefined : page}
                what={`row ${rowKey}`}
                mayRetry={asset.allowed.includes('run')}
                onRetried={answer.refetch}
              >
                {done => (
                  <WholeRow
                    page={done}
                    asset={asset}
                    version={version}
                    rowKey={rowKey}
                  />
                )}
              </FromJob>
            )}
          </Answered>
        </div>
      </DialogBody>
    </Dialog>
  );
}

function WholeRow(props: {
  page: RowPage;
  asset: AssetDetail;
  version: AssetVersion;
  rowKey: string;
}) {
  const { page, asset, version, rowKey } = props;
  if (page.hidden) {
    return (
      <EmptyState title="This row is hidden from you">
        It may exist, but seeing rows takes the permission greenroom.rows.read.
        Ask whoever looks after permissions in this portal.
      </EmptyState>
    );
  }
  const row = page.rows.find(each => each.key === rowKey);
  if (!row) {
    return (
      <EmptyState title={`${versionName(version)} has no row ${rowKey}`}>
        Another version may have it: choose one on the time line and search for
        the key.
      </EmptyState>
    );
  }
  return (
    <div className={styles.sides} data-picture={page.image !== undefined}>
      {page.image ? (
        <RowPicture
          versionId={version.id}
          row={row}
          size={pictureSize(row, page)}
        />
      ) : null}
      <div className={styles.cellsSide}>
        <RowCells asset={asset} version={version} page={page} row={row} />
        <RowActions asset={asset} version={version} row={row} />
      </div>
    </div>
  );
}

/** The address of one row by itself, without the filter it was found by. */
function linkTo(versionId: string, row: string): string {
  const params = writeAddress(new URLSearchParams(), {
    selection: { version: versionId },
    params: { view: 'rows', row },
  });
  return `${window.location.origin}${window.location.pathname}?${params}`;
}

/** Where a pressed key belongs to what has focus. */
const OWN_KEYS = 'input, textarea, select, [role="region"]';

/** Calls the step of a pressed key; keys with a modifier and keys of a field are left alone. */
function useStepKeys(
  steps: Readonly<Record<string, (() => void) | undefined>>,
) {
  const latest = useRef(steps);
  latest.current = steps;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(OWN_KEYS))
        return;
      const step = latest.current[event.key];
      if (!step) return;
      event.preventDefault();
      step();
    };
    // The dialog keeps key presses to itself; they are heard on their way down.
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, []);
}
