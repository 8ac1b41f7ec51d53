import { type FormEvent, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Augmentation,
  AugmentationChoices,
  Cohort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CohortChips } from '../errors/CohortChips';
import { OP_WORDS } from './augmentWords';
import { JudgeChoice } from './JudgeChoice';
import { SchemaFields } from './SchemaFields';
import {
  type Fields,
  type SchemaNode,
  startOf,
  type Variant,
  variantsOf,
} from './schemaNode';
import styles from './augment.module.css';

/** Of the schema. */
const LONGEST_NAME = 63;

/** A recipe to be tried; its fields are those of the manifest's schema. */
export function RecipeForm(props: {
  choices: AugmentationChoices;
  /** What the form begins with. */
  start: Augmentation | undefined;
  where: Cohort;
  /** The model that is asked, as the address has it. */
  judge: string | undefined;
  onClearWhere: () => void;
  onTry: (augmentation: Augmentation, judge: string | undefined) => void;
}) {
  const { choices, start, where, onClearWhere, onTry } = props;
  const schema = choices.schema as SchemaNode;
  const recipes = variantsOf(schema.properties?.recipe, 'op').filter(
    ({ name }) => fits(name, choices),
  );
  const amounts = variantsOf(schema.properties?.amount, 'type');
  const [name, setName] = useState(start?.name ?? 'more');
  const [split, setSplit] = useState(
    String(start?.split ?? choices.splits[0] ?? 'train'),
  );
  const [seed, setSeed] = useState(Number(start?.seed ?? 1));
  const [recipe, setRecipe] = useState<Fields>(
    (start?.recipe as Fields) ?? startOf(recipes[0].node),
  );
  const [amount, setAmount] = useState<Fields>(
    (start?.amount as Fields) ?? startOf(amounts[0].node),
  );
  const [judge, setJudge] = useState(props.judge);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onTry(
      { name: name.trim(), split, recipe: clean(recipe), amount, seed },
      judge,
    );
  };
  const columns = recipe.op === 'picture' ? choices.pictures : choices.texts;
  return (
    <form className={styles.form} aria-label="Recipe" onSubmit={submit}>
      <Choice
        words="What is made"
        variants={recipes}
        chosen={String(recipe.op)}
        onChoose={node => setRecipe(withColumn(startOf(node), node, choices))}
      />
      <SchemaFields
        node={nodeOf(recipes, recipe.op)}
        value={recipe}
        choices={{ column: columns }}
        onChange={setRecipe}
      />
      <Choice
        words="How many"
        variants={amounts}
        chosen={String(amount.type)}
        onChoose={node => setAmount(startOf(node))}
      />
      <SchemaFields
        node={nodeOf(amounts, amount.type)}
        value={amount}
        choices={{
          by: [
            'class',
            ...(where.length > 0 ? ['slice'] : []),
            ...choices.slices,
          ],
        }}
        onChange={setAmount}
      />
      <div className={styles.field}>
        <label>
          <span>Of rows of the split</span>
          <select
            value={split}
            onChange={event => setSplit(event.target.value)}
          >
            {[...new Set([split, ...choices.splits])].map(each => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles.field}>
        <label>
          <span>Seed</span>
          <input
            type="number"
            min={0}
            step={1}
            value={seed}
            onChange={event => setSeed(Number(event.target.value))}
          />
        </label>
      </div>
      <div className={styles.field}>
        <label>
          <span>Name of the recipe</span>
          <input
            value={name}
            required
            maxLength={LONGEST_NAME}
            onChange={event => setName(event.target.value)}
          />
        </label>
      </div>
      <JudgeChoice judges={choices.judges} chosen={judge} onChoose={setJudge} />
      <p className={styles.where}>
        Made of <CohortChips cohort={where} />
        {where.length > 0 ? (
          <Button size="small" variant="tertiary" onPress={onClearWhere}>
            Take all rows
          </Button>
        ) : null}
      </p>
      <div>
        <Button variant="primary" size="small" type="submit">
          Show what it makes
        </Button>
      </div>
    </form>
  );
}

function Choice(props: {
  words: string;
  variants: readonly Variant[];
  chosen: string;
  onChoose: (node: SchemaNode) => void;
}) {
  const { words, variants, chosen, onChoose } = props;
  return (
    <div className={styles.field}>
      <label>
        <span>{words}</span>
        <select
          value={chosen}
          onChange={event => onChoose(nodeOf(variants, event.target.value))}
        >
          {variants.map(({ name }) => (
            <option key={name} value={name}>
              {OP_WORDS[name] ?? name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function nodeOf(variants: readonly Variant[], name: unknown): SchemaNode {
  return (variants.find(variant => variant.name === name) ?? variants[0]).node;
}

/** Recipes that change pictures or texts need a column of them. */
function fits(op: string, { pictures, texts }: AugmentationChoices): boolean {
  if (op === 'picture') return pictures.length > 0;
  return op === 'text' || op === 'template' ? texts.length > 0 : true;
}

function withColumn(
  fields: Fields,
  node: SchemaNode,
  { pictures, texts }: AugmentationChoices,
): Fields {
  if (!node.properties?.column) return fields;
  const [first] = fields.op === 'picture' ? pictures : texts;
  return { ...fields, column: first };
}

/** Without the empty lines of a list that is being written. */
function clean(recipe: Fields): Fields {
  const { templates } = recipe;
  return Array.isArray(templates)
    ? { ...recipe, templates: templates.filter(each => each.trim() !== '') }
    : recipe;
}
