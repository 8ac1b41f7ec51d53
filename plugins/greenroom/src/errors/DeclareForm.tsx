import type { FormEvent, ReactNode } from 'react';
import type {
  AssetDetail,
  DeclarationEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { DeclareActions } from './DeclareActions';
import { useDeclare } from './useDeclare';
import styles from './errors.module.css';

/** Fields whose answer goes into the basket of an asset's manifest, from where it is proposed. */
export function DeclareForm(props: {
  name: string;
  asset: AssetDetail;
  /** The fields. */
  children: ReactNode;
  /** What the fields say; undefined as long as they say nothing. */
  entry: DeclarationEntry | undefined;
}) {
  const { name, asset, children, entry } = props;
  const { declaring, declare, undo } = useDeclare(asset.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entry) declare(entry);
  };
  return (
    <form className={styles.declare} aria-label={name} onSubmit={submit}>
      {children}
      <DeclareActions
        asset={asset}
        declaring={declaring}
        isEmpty={!entry}
        onUndo={undo}
      />
    </form>
  );
}
