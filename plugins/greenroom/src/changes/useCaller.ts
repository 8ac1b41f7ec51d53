import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';

/** Entity reference of whoever looks; undefined until it is known. */
export function useCaller(): string | undefined {
  const identity = useApi(identityApiRef);
  const [caller, setCaller] = useState<string>();
  useEffect(() => {
    let isShown = true;
    identity.getBackstageIdentity().then(
      ({ userEntityRef }) => {
        if (isShown) setCaller(userEntityRef);
      },
      // Nobody's own: nothing is offered that only an author may do.
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [identity]);
  return caller;
}
