import { type CellValue, type Cells, EditError } from '../Edit';
import { kindOf, writeJson } from '../rows/jsonValue';
import { NUMBER } from '../rows/isSameValue';
import { objectSpacing } from '../rows/objectSpacing';
import { jsonFields } from './jsonFields';

/** As the reference writes it, for files that have no picture yet. */
const EXAMPLE = '{"id": 1, "file_name": "1.png", "width": 1, "height": 1}';

/**
 * The text of a new entry of the list `images`, in the order of fields and the
 * spacing of another one.
 *
 * @param cells - by field; those that are null are left out
 * @param like - JSON of the other; undefined where the file has none
 */
export function writeImage(
  cells: Cells,
  { id, name }: { readonly id: number; readonly name: string },
  like: string | undefined,
): string {
  const example = like ?? EXAMPLE;
  const fields = jsonFields(example);
  const own: Cells = { ...cells, id: String(id), file_name: name };
  const names = [
    ...[...fields.keys()].filter(field => own[field] !== undefined),
    ...Object.keys(own).filter(field => !fields.has(field)),
  ].filter(field => own[field] !== null);
  const spacing = objectSpacing(example);
  return `{${spacing.lead}${names
    .map(field => {
      const node = fields.get(field);
      const kind = (node && kindOf(node)) ?? guessed(own[field]);
      return `${JSON.stringify(field)}${spacing.colon}${writeJson(
        own[field],
        kind,
      )}`;
    })
    .join(spacing.between)}${spacing.tail}}`;
}

/** Of an entry of `images`: what makes one of its fields say something else. */
export function editImage(
  json: string,
  start: number,
  edit: { readonly column: string; readonly to: CellValue },
  path: string,
) {
  const node = jsonFields(json).get(edit.column);
  if (!node || edit.column === 'id')
    throw new EditError(
      `The pictures of ${path} have no field ${edit.column} that can be edited.`,
      path,
    );
  return {
    start: start + node.offset,
    end: start + node.offset + node.length,
    written: writeJson(edit.to, kindOf(node) ?? guessed(edit.to)),
  };
}

function guessed(value: CellValue): 'number' | 'string' {
  return value !== null && NUMBER.test(value) ? 'number' : 'string';
}
