import { type FormEvent, useId, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  type AddEntry,
  type AssetDetail,
  type NewRowForm,
  type NewRowsAnswer,
  type NewRowsRequest,
  UPLOAD_LIMIT,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Disclosure } from '../components/Disclosure';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { useAnswer } from '../components/useAnswer';
import { PutState } from './PutState';
import { type PutEntry, usePutEntry } from './usePutEntry';
import styles from './changes.module.css';

/** New rows into the caller's basket: one by a form, or many from a file. */
export function AddRows(props: { asset: AssetDetail }) {
  const { asset } = props;
  const [isOpen, setOpen] = useState(false);
  if (!asset.allowed.includes('propose')) return null;
  return isOpen ? (
    <AddRowsForms asset={asset} />
  ) : (
    <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
      Add rows
    </Button>
  );
}

function AddRowsForms({ asset }: { asset: AssetDetail }) {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.newRowForm(asset.id), [api, asset.id]);
  const basket = usePutEntry(asset.id);
  return (
    <Answered answer={answer} what="what a new row has to be">
      {form => (
        <div className={styles.tab}>
          <OneRow form={form} basket={basket} />
          <Disclosure summary="Upload rows as CSV or JSON Lines">
            <Upload asset={asset} form={form} basket={basket} />
          </Disclosure>
          <PutState of={basket} entityRef={asset.entityRef} />
        </div>
      )}
    </Answered>
  );
}

/** The split, where files tell it, under a name that no column has. */
const SPLIT_OF_FILES = '\u0000split';

function OneRow({ form, basket }: { form: NewRowForm; basket: PutEntry }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const set = (name: string, value: string) =>
    setValues(before => ({ ...before, [name]: value }));
  const splits = form.split?.by === 'files' ? form.split.names : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { [SPLIT_OF_FILES]: split = splits?.[0], ...cells } = values;
    basket.put([addEntry(form.key, cells, split)]);
  };
  return (
    <form className={styles.tab} onSubmit={submit} aria-label="Add a row">
      <div className={styles.fields}>
        {splits ? (
          <Field
            name="split"
            choices={splits}
            value={values[SPLIT_OF_FILES] ?? splits[0] ?? ''}
            isRequired
            onChange={value => set(SPLIT_OF_FILES, value)}
          />
        ) : null}
        {form.columns.map(({ name, required }) => (
          <Field
            key={name}
            name={name}
            choices={choicesOf(name, form)}
            value={values[name] ?? ''}
            isRequired={
              required === true || name === form.key || name === form.label
            }
            onChange={value => set(name, value)}
          />
        ))}
      </div>
      <div>
        <Button type="submit" size="small" isDisabled={!values[form.key]}>
          Add this row
        </Button>
      </div>
    </form>
  );
}

function Field(props: {
  name: string;
  choices?: readonly string[];
  value: string;
  isRequired: boolean;
  onChange: (value: string) => void;
}) {
  const { name, choices, value, isRequired, onChange } = props;
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>
        {name}
        {isRequired ? ' (required)' : ''}
      </label>
      {choices ? (
        <select
          id={id}
          className={styles.field}
          value={value}
          required={isRequired}
          onChange={event => onChange(event.target.value)}
        >
          <option value="">choose</option>
          {choices.map(choice => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className={styles.field}
          value={value}
          required={isRequired}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

function Upload(props: {
  asset: AssetDetail;
  form: NewRowForm;
  basket: PutEntry;
}) {
  const { asset, form, basket } = props;
  const api = useApi(greenroomApiRef);
  const id = useId();
  const [found, setFound] = useState<NewRowsAnswer>();
  const [error, setError] = useState<Error>();
  const splits = form.split?.by === 'files' ? form.split.names : undefined;
  const [split, setSplit] = useState(splits?.[0]);
  const check = async (file: File | undefined) => {
    setFound(undefined);
    setError(undefined);
    if (!file) return;
    try {
      if (file.size > UPLOAD_LIMIT)
        throw new Error(
          `The file has ${file.size} bytes; at most ${UPLOAD_LIMIT} are taken at once. Split it.`,
        );
      const request: NewRowsRequest = {
        text: await file.text(),
        format: formatOf(file.name),
        split,
      };
      setFound(await api.checkNewRows(asset.id, request));
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  return (
    <div className={styles.tab}>
      {splits ? (
        <Field
          name="split of rows that name none"
          choices={splits}
          value={split ?? ''}
          isRequired
          onChange={setSplit}
        />
      ) : null}
      <div>
        <label htmlFor={id}>File with rows (CSV, TSV or JSON Lines)</label>
        <input
          id={id}
          className={styles.field}
          type="file"
          accept=".csv,.tsv,.jsonl,.ndjson"
          onChange={event => check(event.target.files?.[0])}
        />
      </div>
      {error ? (
        <Failure
          what="The file could not be read."
          error={error}
          still="Nothing was added."
        />
      ) : null}
      {found ? <Checked found={found} form={form} basket={basket} /> : null}
    </div>
  );
}

/** What an upload would add, and what is wrong with it, row by row. */
function Checked(props: {
  found: NewRowsAnswer;
  form: NewRowForm;
  basket: PutEntry;
}) {
  const { found, form, basket } = props;
  const { rows, problems, problemCount } = found;
  return (
    <>
      <p role="status">
        {plural(rows.length, 'row')}, {plural(problemCount, 'problem')}.
        {problemCount > 0 ? ' Correct the file and choose it again.' : ''}
      </p>
      {problems.length > 0 ? (
        <ScrollRegion name="Problems of the upload">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">row</th>
                <th scope="col">column</th>
                <th scope="col">problem</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ row, column, message }) => (
                <tr key={`${row} ${column} ${message}`}>
                  <th scope="row">{row}</th>
                  <td>{column}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : null}
      <div>
        <Button
          size="small"
          isDisabled={problemCount > 0 || rows.length === 0}
          onPress={() =>
            basket.put(
              rows.map(({ cells, split }) => addEntry(form.key, cells, split)),
            )
          }
        >
          {`Add ${plural(rows.length, 'row')}`}
        </Button>
      </div>
    </>
  );
}

function addEntry(
  keyColumn: string,
  cells: Readonly<Record<string, string | null>>,
  split: string | undefined,
): AddEntry {
  const given = Object.fromEntries(
    Object.entries(cells).filter(([, value]) => value !== '' && value !== null),
  );
  const row = given[keyColumn] ?? '';
  return { kind: 'add', key: `add ${row}`, row, cells: given, split };
}

function choicesOf(
  name: string,
  { label, classes, split }: NewRowForm,
): readonly string[] | undefined {
  if (name === label) return classes;
  return split?.by === 'column' && name === split.column
    ? split.names
    : undefined;
}

function formatOf(name: string): NewRowsRequest['format'] {
  if (/\.(jsonl|ndjson)$/i.test(name)) return 'jsonl';
  return /\.tsv$/i.test(name) ? 'tsv' : 'csv';
}
