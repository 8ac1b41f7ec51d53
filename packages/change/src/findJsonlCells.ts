import { parseDocument, isMap, isScalar } from 'yaml';
import { EditError } from './Edit';
import type { RowCells } from './RowCells';

/**
 * Where rows and labels stand in JSON Lines. A JSON object is a YAML flow map,
 * so the YAML parser tells where each value stands.
 */
export function* findJsonlCells(
  text: string,
  path: string,
  options: { readonly key: string; readonly label: string },
): Generator<RowCells> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    const json = text.slice(start, end);
    if (json.trim() !== '') yield readLine(json, start, path, line, options);
    start = end;
  }
}

function readLine(
  json: string,
  start: number,
  path: string,
  line: number,
  options: { readonly key: string; readonly label: string },
): RowCells {
  let row: Record<string, unknown>;
  try {
    row = JSON.parse(json);
  } catch {
    throw new EditError(
      `${path}:${line} is not a JSON object. Write one object a line.`,
      path,
      line,
    );
  }
  const missing = [options.key, options.label].find(name => !(name in row));
  if (missing)
    throw new EditError(
      `${path}:${line} has no ${missing}. Add it.`,
      path,
      line,
    );
  const span = (): { from: number; to: number } =>
    labelSpan(json, options.label, path, line);
  return {
    key: String(row[options.key]),
    label: String(row[options.label]),
    start,
    end: start + json.length,
    get labelStart() {
      return start + span().from;
    },
    get labelEnd() {
      return start + span().to;
    },
    writeLabel: value =>
      typeof row[options.label] === 'number' && String(Number(value)) === value
        ? value
        : JSON.stringify(value),
  };
}

function labelSpan(json: string, label: string, path: string, line: number) {
  const { contents } = parseDocument(json, { uniqueKeys: false });
  const pair = isMap(contents)
    ? contents.items.findLast(
        item => isScalar(item.key) && item.key.value === label,
      )
    : undefined;
  const range = isScalar(pair?.value) ? pair.value.range : undefined;
  if (!range)
    throw new EditError(
      `${path}:${line}: ${label} holds no single value.`,
      path,
      line,
    );
  return { from: range[0], to: range[1] };
}
