import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from './Failure';

/** Reads the asset's repository once more, for whoever may. */
export function ReadAgain(props: {
  asset: Pick<AssetDetail, 'id' | 'allowed'>;
  onAsked: () => void;
}) {
  const { asset, onAsked } = props;
  const api = useApi(greenroomApiRef);
  const [refused, setRefused] = useState<Error>();
  if (!asset.allowed.includes('run')) return null;
  const refresh = async () => {
    try {
      await api.refresh(asset.id);
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    onAsked();
  };
  return (
    <>
      {refused ? (
        <Failure
          what="Git could not be read again."
          error={refused}
          still="What was read before stays as it is."
        />
      ) : null}
      <Button size="small" variant="secondary" onPress={refresh}>
        Read git again
      </Button>
    </>
  );
}
