import { type FormEvent, useState } from 'react';
import {
  type AssetDetail,
  type AssetVersion,
  augmentationEntryKey,
  type AugmentationPreview,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { DeclareActions } from '../errors/DeclareActions';
import { useDeclare } from '../errors/useDeclare';
import styles from './augment.module.css';

/** How what was made goes to git: as the recipe, or as the rows. */
export function ProposeAugmentation(props: {
  asset: AssetDetail;
  version: AssetVersion;
  preview: AugmentationPreview;
}) {
  const { asset, version, preview } = props;
  const { augmentation, isDeclared, judge } = preview;
  const kept = preview.counts?.kept ?? 0;
  const [as, setAs] = useState<'recipe' | 'rows'>(
    isDeclared ? 'rows' : 'recipe',
  );
  const [reason, setReason] = useState('');
  const { declaring, declare, undo } = useDeclare(asset.id);
  if (!asset.allowed.includes('propose') || kept === 0) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    declare({
      kind: 'augmentation',
      key: augmentationEntryKey(augmentation.name),
      as,
      versionId: version.id,
      judge: judge?.versionId,
      augmentation,
      reason: reason.trim() || undefined,
    });
  };
  return (
    <form className={styles.propose} aria-label="Propose it" onSubmit={submit}>
      <fieldset>
        <legend>How it goes to git</legend>
        <label>
          <input
            type="radio"
            name="as"
            checked={as === 'recipe'}
            disabled={isDeclared}
            onChange={() => setAs('recipe')}
          />{' '}
          The recipe, into the manifest
          {isDeclared ? ' (it is declared already)' : ''}
        </label>
        <label>
          <input
            type="radio"
            name="as"
            checked={as === 'rows'}
            onChange={() => setAs('rows')}
          />{' '}
          {plural(kept, 'row')}, into the files of the split{' '}
          {String(augmentation.split)}
        </label>
      </fieldset>
      <label className={styles.field}>
        <span>Reason (optional)</span>
        <input
          value={reason}
          maxLength={500}
          onChange={event => setReason(event.target.value)}
        />
      </label>
      <DeclareActions asset={asset} declaring={declaring} onUndo={undo} />
    </form>
  );
}
