import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from '../components/Failure';
import { saveBlob } from '../components/saveBlob';
import { EXPORTS } from './cardWords';
import styles from './cards.module.css';

/** Hands the asset to the browser in a format of others. */
export function ExportMenu(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const [preparing, setPreparing] = useState<string>();
  const [refused, setRefused] = useState<Error>();
  const save = async ({ format, file }: (typeof EXPORTS)[number]) => {
    setPreparing(format);
    setRefused(undefined);
    try {
      saveBlob(await api.exportAsset(asset.id, format), file(asset.name));
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    setPreparing(undefined);
  };
  return (
    <div className={styles.exports} role="group" aria-label="Export">
      {EXPORTS.filter(({ of }) => of === 'both' || of === asset.kind).map(
        each => (
          <Button
            key={each.format}
            size="small"
            variant="secondary"
            iconStart={<RiDownloadLine />}
            isDisabled={preparing !== undefined}
            onPress={() => save(each)}
          >
            {preparing === each.format ? 'Preparing the file' : each.name}
          </Button>
        ),
      )}
      {refused ? (
        <Failure
          what="It could not be exported."
          error={refused}
          still="Nothing was changed."
        />
      ) : null}
    </div>
  );
}
