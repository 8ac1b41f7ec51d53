import type { Recipe } from './augmentationsDocument';
import { columnProblems } from './columnProblems';
import type { GreenroomDatasetSpec } from './greenroomDocument';

type Problem = { readonly path: PropertyKey[]; readonly message: string };
type Declared = Partial<
  Pick<
    GreenroomDatasetSpec,
    'augmentations' | 'audited' | 'columns' | 'key' | 'label' | 'split'
  >
>;

/** What people call the rows that no model may learn from, nor anything made of them. */
const TESTED_ON =
  /^(test(ing)?|val(id(ation)?)?|dev(elopment)?|eval(uation)?|held[-_ ]?out|holdout)$/i;

/** What is wrong with augmentations beside the columns they name. */
export function augmentationProblems({
  augmentations = [],
  columns = [],
  key,
  label,
  split,
  audited = [],
}: Declared): Problem[] {
  const names = new Set<string>();
  return augmentations.flatMap((augmentation, i) => {
    const at = (...path: PropertyKey[]) => [
      'spec',
      'augmentations',
      i,
      ...path,
    ];
    const problems: Problem[] = [];
    if (!(key && label && split))
      problems.push({
        path: at(),
        message:
          'Rows are made of rows of one split and class, and refer to their parents by key. Name key, label and split as well.',
      });
    if (names.has(augmentation.name))
      problems.push({
        path: at('name'),
        message: `Two augmentations are called ${augmentation.name}. Rename one.`,
      });
    names.add(augmentation.name);
    if (
      TESTED_ON.test(augmentation.split) &&
      !audited.includes(augmentation.split)
    )
      problems.push({
        path: at('split'),
        message: `${augmentation.split} is a split that models are tested on by its name. Name the split they are trained on.`,
      });
    if (audited.includes(augmentation.split))
      problems.push({
        path: at('split'),
        message: `${augmentation.split} is an audited split: models are tested on it. Name the split they are trained on.`,
      });
    const { amount, where } = augmentation;
    if (amount.type === 'balance' && amount.by === 'slice' && !where)
      problems.push({
        path: at('amount', 'by'),
        message:
          'A slice is balanced against the other rows, and no slice is named. Say which rows it has, as where.',
      });
    problems.push(
      ...columnProblems(augmentation.where ?? {}, columns).map(
        ({ column, message }) => ({ path: at('where', column), message }),
      ),
      ...recipeProblems(augmentation.recipe, {
        columns,
        reserved: [key, label, split],
      }).map(message => ({ path: at('recipe', 'column'), message })),
    );
    return problems;
  });
}

function recipeProblems(
  recipe: Recipe,
  {
    columns,
    reserved,
  }: {
    readonly columns: NonNullable<Declared['columns']>;
    readonly reserved: readonly (string | undefined)[];
  },
): string[] {
  if (!('column' in recipe)) return [];
  if (reserved.includes(recipe.column))
    return [
      `${
        recipe.column
      } is the key, the label or the split, which a recipe does not change. Name a column of ${
        recipe.op === 'picture' ? 'pictures' : 'texts'
      }.`,
    ];
  const declared = columns.find(({ name }) => name === recipe.column);
  if (!declared || (declared.type === 'image') === (recipe.op === 'picture'))
    return [];
  return [
    recipe.op === 'picture'
      ? `${recipe.column} holds no pictures (${declared.type}).`
      : `${recipe.column} holds pictures. Use a recipe of op: picture.`,
  ];
}
