import { useId, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  AssetTexts,
  ProposalEntry,
  TextEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Disclosure } from '../components/Disclosure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { EDIT_PARAM, EDIT_TEXTS } from './useEditHref';
import { PutState } from './PutState';
import { TextForm } from './TextForm';
import { usePutEntry } from './usePutEntry';
import styles from './changes.module.css';

/** Fields of the manifest and sections of the card, edited into the caller's basket; open where the address says so. */
export function EditTexts(props: {
  asset: AssetDetail;
  /** What is in the basket already. */
  entries: readonly ProposalEntry[];
  onPut: () => void;
}) {
  const { asset, entries, onPut } = props;
  const [params, goTo] = useAddress();
  if (!asset.allowed.includes('propose')) return null;
  const isOpen = params.get(EDIT_PARAM) === EDIT_TEXTS;
  return isOpen ? (
    <Panel
      title={`What the manifest and the card of ${asset.title} say`}
      note="Each change goes into your basket by itself, and becomes a pull request from there."
      actions={
        <Button
          size="small"
          variant="secondary"
          onPress={() => goTo({ params: { [EDIT_PARAM]: undefined } })}
        >
          Close
        </Button>
      }
    >
      <Texts asset={asset} entries={entries} onPut={onPut} />
    </Panel>
  ) : (
    <div className={styles.actions}>
      <Button
        size="small"
        variant="secondary"
        onPress={() => goTo({ params: { [EDIT_PARAM]: EDIT_TEXTS } })}
      >
        Edit manifest and card
      </Button>
    </div>
  );
}

function Texts(props: {
  asset: AssetDetail;
  entries: readonly ProposalEntry[];
  onPut: () => void;
}) {
  const { asset, entries, onPut } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getTexts(asset.id), [api, asset.id]);
  const basket = usePutEntry(asset.id);
  const put = async (entry: TextEntry) => {
    await basket.put([entry]);
    onPut();
  };
  return (
    <Answered answer={answer} what="the manifest and the card" lines={6}>
      {({ manifest, card }) => (
        <div className={styles.tab}>
          {manifest ? (
            <ManifestForms manifest={manifest} entries={entries} onPut={put} />
          ) : null}
          {card ? <CardForms card={card} onPut={put} /> : null}
          {manifest || card ? null : (
            <p className={styles.muted}>
              There is neither a greenroom.yaml nor a card to edit here.
            </p>
          )}
          <PutState of={basket} entityRef={asset.entityRef} />
        </div>
      )}
    </Answered>
  );
}

type ManifestTexts = NonNullable<AssetTexts['manifest']>;
type Field = ManifestTexts['fields'][number];

/** Those of columns apart: a wide table has many. */
function ManifestForms(props: {
  manifest: ManifestTexts;
  entries: readonly ProposalEntry[];
  onPut: (entry: TextEntry) => void;
}) {
  const { manifest, entries, onPut } = props;
  const isOfColumn = ({ path }: Field) => path[1] === 'columns';
  const form = (field: Field) => {
    const { name, type, value } = field;
    const path = freePlace(field, entries);
    return (
      <TextForm
        key={path.join('.')}
        name={`${name} in ${manifest.path}`}
        value={shownOf(type, value)}
        lines={1}
        choices={type === 'yes or no' ? ['yes', 'no'] : undefined}
        onSave={to =>
          onPut({
            kind: 'manifest',
            key: `manifest ${path.join('.')}`,
            path,
            from: value,
            to: meantBy(type, to),
          })
        }
      />
    );
  };
  const ofColumns = manifest.fields.filter(isOfColumn);
  return (
    <>
      {manifest.fields.filter(field => !isOfColumn(field)).map(form)}
      {ofColumns.length > 0 ? (
        <Disclosure summary={`${plural(ofColumns.length, 'field')} of columns`}>
          <div className={styles.tab}>{ofColumns.map(form)}</div>
        </Disclosure>
      ) : null}
    </>
  );
}

/** Of what is added to a list the first place that nothing in the basket takes. */
function freePlace(
  { path, adds }: Field,
  entries: readonly ProposalEntry[],
): Field['path'] {
  if (!adds) return path;
  const list = path.slice(0, -1).join('.');
  const taken = entries.flatMap(entry =>
    entry.kind === 'manifest' && entry.path.slice(0, -1).join('.') === list
      ? [Number(entry.path.at(-1))]
      : [],
  );
  const free = Math.max(Number(path.at(-1)), ...taken.map(at => at + 1));
  return [...path.slice(0, -1), free];
}

function CardForms(props: {
  card: NonNullable<AssetTexts['card']>;
  onPut: (entry: TextEntry) => void;
}) {
  const { card, onPut } = props;
  const save = (section: string, from: string) => (to: string) =>
    onPut({ kind: 'card', key: `card ${section}`, section, from, to });
  return (
    <>
      {card.sections.map(({ heading, text }) => (
        <TextForm
          key={heading}
          name={`${heading || 'Beginning'} in ${card.path}`}
          value={text}
          lines={4}
          onSave={save(heading, text)}
        />
      ))}
      {card.missing.length > 0 ? (
        <NewSection
          headings={card.missing}
          path={card.path}
          onSave={(section, to) => save(section, '')(to)}
        />
      ) : null}
    </>
  );
}

function shownOf(type: Field['type'], value: Field['value']): string {
  if (type === 'yes or no') return value === true ? 'yes' : 'no';
  return value === null ? '' : String(value);
}

/** A number is one where it reads as one; else the manifest's own check says what is wrong. */
function meantBy(type: Field['type'], text: string): string | number | boolean {
  if (type === 'yes or no') return text === 'yes';
  const number = Number(text);
  return type === 'number' && text.trim() !== '' && Number.isFinite(number)
    ? number
    : text;
}

/** A section that readers look for, and the card has not. */
function NewSection(props: {
  headings: readonly string[];
  path: string;
  onSave: (heading: string, text: string) => void;
}) {
  const { headings, path, onSave } = props;
  const id = useId();
  const [chosen, setChosen] = useState(headings[0]);
  return (
    <div className={styles.tab}>
      <div className={styles.text}>
        <label htmlFor={id}>A new section for {path}</label>
        <select
          id={id}
          className={styles.field}
          value={chosen}
          onChange={event => setChosen(event.target.value)}
        >
          {headings.map(heading => (
            <option key={heading}>{heading}</option>
          ))}
        </select>
      </div>
      <TextForm
        key={chosen}
        name={`${chosen} in ${path}`}
        value=""
        lines={4}
        onSave={to => onSave(chosen, to)}
      />
    </div>
  );
}
