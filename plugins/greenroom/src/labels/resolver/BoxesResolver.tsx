import { useState } from 'react';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../../components/Disclosure';
import { labelName, labelWords } from '../../components/labelWords';
import { pictureSize } from '../../data/pictureSize';
import {
  beginDraft,
  draftWords,
  takeDraft,
  turnFinding,
} from '../boxes/boxDraft';
import { BoxWorkbench } from '../boxes/BoxWorkbench';
import { exclude, keep, later } from '../decisions/words';
import { KIND_NAMES } from '../kindNames';
import { RowContent } from '../RowContent';
import { LabelSetBy } from './LabelSetBy';
import type { ResolverProps } from './Resolver';
import { ResolverStage } from './ResolverStage';
import { useNearRows } from './useNearRows';
import { WordLine } from './WordLine';
import styles from '../labels.module.css';

/** A picture whose label is all its boxes: what is doubtful about each, to be taken one by one or set right by hand. */
export function BoxesResolver(
  props: ResolverProps & { given: readonly Box[] },
) {
  const { asset, version, row, word, near, given, ...rest } = props;
  const [issue] = row.issues;
  const findings =
    row.issues.find(each => each.findings !== undefined)?.findings ?? [];
  const [draft, setDraft] = useState(() => beginDraft(given, findings));
  const rows = useNearRows(version, row.key, near);
  const page = rows.state === 'ready' ? rows.value : undefined;
  const content = page?.rows.find(each => each.key === row.key);
  const taken = takeDraft(issue, draft);
  return (
    <ResolverStage
      {...rest}
      rowKey={row.key}
      take={
        taken.kind === 'relabel'
          ? { name: `Take: ${draftWords(draft)}`, word: taken }
          : undefined
      }
      keep={{ name: `Keep ${labelName(issue.given)}`, word: keep(issue) }}
      exclude={{ name: 'Exclude picture', word: exclude(issue) }}
      later={{ name: 'Review later', word: later(issue) }}
      digits={{
        keys: '1 to 9',
        meaning: 'take that finding, or no longer',
        press: digit => {
          const finding = Number(digit) - 1;
          if (finding in findings) setDraft(turnFinding(draft, finding));
        },
      }}
    >
      <BoxWorkbench
        versionId={version.id}
        rowKey={row.key}
        size={content && page ? pictureSize(content, page) : undefined}
        classes={asset.classes ?? []}
        draft={draft}
        onDraft={rest.mayDecide ? setDraft : undefined}
      >
        <div aria-live="polite">
          <p className={styles.labels}>
            <span>
              given <strong>{labelWords(issue.given)}</strong>
            </span>
          </p>
          {row.issues
            .filter(each => each.findings === undefined)
            .map(each => (
              <p key={`${each.kind} ${each.group ?? ''}`}>
                Why: {each.why}{' '}
                <span className={styles.muted}>({KIND_NAMES[each.kind]})</span>
              </p>
            ))}
          {word ? <WordLine word={word} /> : null}
        </div>
        <p className={styles.muted}>
          picture {row.key} of {issue.split}
          {issue.annotator ? `, boxes by ${issue.annotator}` : ''}
        </p>
        <LabelSetBy asset={asset} version={version} rowKey={row.key} />
        <Disclosure summary="All cells of the row">
          <RowContent rowKey={row.key} rows={rows} />
        </Disclosure>
      </BoxWorkbench>
    </ResolverStage>
  );
}
