import { useId } from 'react';
import { Button } from '@backstage/ui';
import {
  fieldKind,
  type Fields,
  type SchemaNode,
  startOf,
  type Variant,
} from './schemaNode';
import { FIELD_WORDS, OP_WORDS } from './augmentWords';
import styles from './augment.module.css';

type Change = (fields: Fields) => void;

/** Values that a field of a name may take, where the data set says which. */
export type FieldChoices = Readonly<Record<string, readonly string[]>>;

/** The fields of an object, as its schema has them. */
export function SchemaFields(props: {
  node: SchemaNode;
  value: Fields;
  choices: FieldChoices;
  onChange: Change;
}) {
  const { node, value, choices, onChange } = props;
  return (
    <>
      {Object.entries(node.properties ?? {}).map(([name, field]) => (
        <SchemaField
          key={name}
          name={name}
          node={field}
          value={value[name]}
          choices={choices}
          onChange={next => onChange({ ...value, [name]: next })}
        />
      ))}
    </>
  );
}

function SchemaField(props: {
  name: string;
  node: SchemaNode;
  value: unknown;
  choices: FieldChoices;
  onChange: (value: unknown) => void;
}) {
  const { name, node, value, choices, onChange } = props;
  const words = FIELD_WORDS[name] ?? name;
  const id = useId();
  const kind = fieldKind(node);
  const values =
    choices[name] ?? (kind.kind === 'choice' ? kind.values : undefined);
  if (kind.kind === 'fixed') return null;
  if (kind.kind === 'list')
    return (
      <StepList
        words={words}
        variants={kind.variants}
        value={(value ?? []) as readonly Fields[]}
        onChange={onChange}
      />
    );
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{words}</label>
      {values ? (
        <select
          id={id}
          value={String(value ?? values[0] ?? '')}
          onChange={event => onChange(event.target.value)}
        >
          {values.map(each => (
            <option key={each} value={each}>
              {OP_WORDS[each] ?? each}
            </option>
          ))}
        </select>
      ) : (
        <FieldInput id={id} node={node} value={value} onChange={onChange} />
      )}
    </div>
  );
}

function FieldInput(props: {
  id: string;
  node: SchemaNode;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { id, node, value, onChange } = props;
  switch (fieldKind(node).kind) {
    case 'number':
      return (
        <input
          id={id}
          type="number"
          step={node.type === 'integer' ? 1 : 'any'}
          min={node.minimum ?? node.exclusiveMinimum}
          max={node.maximum}
          value={value === undefined ? '' : String(value)}
          onChange={event =>
            onChange(
              event.target.value === ''
                ? undefined
                : Number(event.target.value),
            )
          }
        />
      );
    case 'lines':
      return (
        <textarea
          id={id}
          rows={3}
          placeholder="One a line"
          value={((value ?? []) as readonly string[]).join('\n')}
          onChange={event => onChange(event.target.value.split('\n'))}
        />
      );
    case 'json':
      return <JsonInput id={id} value={value} onChange={onChange} />;
    default:
      return (
        <input
          id={id}
          value={String(value ?? '')}
          onChange={event => onChange(event.target.value || undefined)}
        />
      );
  }
}

/** What no other field can ask for; half a text says nothing yet. */
function JsonInput(props: {
  id: string;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { id, value, onChange } = props;
  return (
    <textarea
      id={id}
      rows={3}
      placeholder='{ "colour": ["red", "blue"] }'
      defaultValue={value === undefined ? '' : JSON.stringify(value)}
      onChange={event => {
        const text = event.target.value.trim();
        if (text === '') onChange(undefined);
        try {
          onChange(JSON.parse(text));
        } catch {
          // Still being written.
        }
      }}
    />
  );
}

/** Changes that are made one after the other. */
function StepList(props: {
  words: string;
  variants: readonly Variant[];
  value: readonly Fields[];
  onChange: (value: readonly Fields[]) => void;
}) {
  const { words, variants, value, onChange } = props;
  const replace = (at: number, next: Fields) =>
    onChange(value.map((each, i) => (i === at ? next : each)));
  return (
    <fieldset className={styles.steps}>
      <legend>{words}</legend>
      {value.map((step, at) => {
        const chosen = variants.find(({ name }) => name === step.op);
        return (
          // eslint-disable-next-line react/no-array-index-key
          <div key={at} className={styles.step}>
            <div className={styles.field}>
              <label>
                <span>Change {at + 1}</span>
                <select
                  value={String(step.op)}
                  onChange={event => {
                    const next = variants.find(
                      ({ name }) => name === event.target.value,
                    )!;
                    replace(at, startOf(next.node));
                  }}
                >
                  {variants.map(({ name }) => (
                    <option key={name} value={name}>
                      {OP_WORDS[name] ?? name}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            {chosen ? (
              <SchemaFields
                node={chosen.node}
                value={step}
                choices={{}}
                onChange={next => replace(at, next)}
              />
            ) : null}
            {value.length > 1 ? (
              <Button
                size="small"
                variant="tertiary"
                aria-label={`Remove change ${at + 1}`}
                onPress={() => onChange(value.filter((_, i) => i !== at))}
              >
                Remove
              </Button>
            ) : null}
          </div>
        );
      })}
      <Button
        size="small"
        variant="secondary"
        onPress={() => onChange([...value, startOf(variants[0].node)])}
      >
        Add a change
      </Button>
    </fieldset>
  );
}
