import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type {
  AuditFilter,
  AuditFormat,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from '../components/Failure';
import { saveBlob } from '../components/saveBlob';

const FORMATS: readonly [format: AuditFormat, label: string][] = [
  ['csv', 'Export as CSV'],
  ['jsonl', 'Export as JSONL'],
];

/** Hands the events of the filter to the browser as a file. */
export function AuditExport(props: { filter: AuditFilter }) {
  const { filter } = props;
  const api = useApi(greenroomApiRef);
  const [preparing, setPreparing] = useState<AuditFormat>();
  const [refused, setRefused] = useState<Error>();
  const take = async (format: AuditFormat) => {
    setPreparing(format);
    setRefused(undefined);
    try {
      saveBlob(
        await api.exportAuditEvents({ ...filter, format }),
        `greenroom-audit.${format}`,
      );
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    setPreparing(undefined);
  };
  return (
    <>
      {FORMATS.map(([format, label]) => (
        <Button
          key={format}
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          isDisabled={preparing !== undefined}
          onPress={() => take(format)}
        >
          {preparing === format ? 'Preparing the file' : label}
        </Button>
      ))}
      {refused ? (
        <Failure
          what="These events could not be exported."
          error={refused}
          still="They can still be looked at here."
        />
      ) : null}
    </>
  );
}
