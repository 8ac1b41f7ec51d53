import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { RowFilter } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from '../components/Failure';
import { saveBlob } from '../components/saveBlob';
import styles from './data.module.css';

/** Hands the rows of the filter to the browser as a CSV file. */
export function ExportButton(props: {
  versionId: string;
  filter: RowFilter;
  fileName: string;
}) {
  const { versionId, filter, fileName } = props;
  const api = useApi(greenroomApiRef);
  const [preparing, setPreparing] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const exportRows = async () => {
    setPreparing(true);
    setRefused(undefined);
    try {
      saveBlob(await api.exportRows({ versionId, filter }), fileName);
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    setPreparing(false);
  };
  return (
    <div className={styles.export}>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        isDisabled={preparing}
        onPress={exportRows}
      >
        {preparing ? 'Preparing the file' : 'Export as CSV'}
      </Button>
      {refused ? (
        <Failure
          what="These rows could not be exported."
          error={refused}
          still="They can still be looked at here."
        />
      ) : null}
    </div>
  );
}
