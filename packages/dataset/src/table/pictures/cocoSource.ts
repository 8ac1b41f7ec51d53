import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../sql';
import { TableError } from '../../TableError';
import type { NamedFile } from '../namedFiles';
import type { ReadyFile, Source } from '../Source';
import type { Workspace } from '../Workspace';
import { annotatedSource } from './annotatedSource';
import { CocoLists, splitCoco } from './splitCoco';

const IMAGES = `{id: 'BIGINT', file_name: 'VARCHAR', width: 'INTEGER', height: 'INTEGER'}`;
const ANNOTATIONS = `{id: 'BIGINT', image_id: 'BIGINT', category_id: 'BIGINT', bbox: 'DOUBLE[]'}`;
const CATEGORIES = `{id: 'BIGINT', name: 'VARCHAR'}`;

/**
 * COCO object detection (Lin et al. 2014): a row for each picture of the list
 * `images`, with its boxes in the order of their annotations.
 *
 * @throws TableError naming an annotation that is of no picture or category, or has no box
 */
export async function cocoSource(
  connection: DuckDBConnection,
  files: readonly NamedFile[],
  workspace: Workspace,
  pictures: readonly NamedFile[] | undefined,
): Promise<Source> {
  const ready: ReadyFile[] = [];
  for (const file of files) {
    const lists = await splitCoco(file, workspace);
    await assertAnnotations(connection, file, lists);
    const annotated = await workspace.file('.parquet');
    await connection.run(
      `COPY (${selectBoxes(lists)}) TO ${literal(annotated)} (FORMAT PARQUET)`,
    );
    ready.push({ ...file, path: annotated });
  }
  return annotatedSource(connection, 'coco', ready, pictures);
}

function rowsOf(path: string, columns: string): string {
  return `read_json(${literal(
    path,
  )}, format = 'newline_delimited', columns = ${columns}, maximum_object_size = 67108864)`;
}

function selectBoxes(lists: CocoLists): string {
  return `SELECT i.file_name AS path, i.width, i.height,
        coalesce(a.boxes, []) AS boxes, coalesce(len(a.boxes), 0)::INTEGER AS box_count
   FROM ${rowsOf(lists.images, IMAGES)} i
   LEFT JOIN (
     SELECT image_id, list({label: c.name, x: bbox[1], y: bbox[2], width: bbox[3], height: bbox[4]} ORDER BY n.id) AS boxes
       FROM ${rowsOf(lists.annotations, ANNOTATIONS)} n
       JOIN ${rowsOf(lists.categories, CATEGORIES)} c ON c.id = n.category_id
      GROUP BY image_id
   ) a ON a.image_id = i.id
  ORDER BY i.id`;
}

/** What must hold before lists can be joined; each gives the first that fails. */
const CHECKS: readonly {
  readonly ask: (lists: CocoLists) => string;
  readonly say: (found: string) => string;
}[] = [
  {
    ask: lists =>
      `SELECT id AS found FROM ${rowsOf(
        lists.images,
        IMAGES,
      )} WHERE id IS NULL OR file_name IS NULL LIMIT 1`,
    say: found => `Picture ${found} has no id or no file_name. Add them.`,
  },
  {
    ask: lists =>
      `SELECT id AS found FROM ${rowsOf(
        lists.images,
        IMAGES,
      )} GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1`,
    say: found =>
      `The id ${found} stands for more than one picture. Give every picture an id of its own.`,
  },
  {
    ask: lists =>
      `SELECT file_name AS found FROM ${rowsOf(
        lists.images,
        IMAGES,
      )} GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1`,
    say: found =>
      `The picture ${found} is listed more than once. List it once.`,
  },
  {
    ask: lists =>
      `SELECT id AS found FROM ${rowsOf(
        lists.categories,
        CATEGORIES,
      )} GROUP BY 1 HAVING count(*) > 1 OR any_value(name) IS NULL ORDER BY 1 LIMIT 1`,
    say: found =>
      `The category ${found} stands more than once, or has no name. Correct the categories.`,
  },
  {
    ask: lists =>
      `SELECT n.id AS found FROM ${rowsOf(
        lists.annotations,
        ANNOTATIONS,
      )} n ANTI JOIN ${rowsOf(
        lists.images,
        IMAGES,
      )} i ON i.id = n.image_id ORDER BY 1 LIMIT 1`,
    say: found =>
      `Annotation ${found} is of a picture that is not in the list images. Add the picture, or remove the annotation.`,
  },
  {
    ask: lists =>
      `SELECT n.id AS found FROM ${rowsOf(
        lists.annotations,
        ANNOTATIONS,
      )} n ANTI JOIN ${rowsOf(
        lists.categories,
        CATEGORIES,
      )} c ON c.id = n.category_id ORDER BY 1 LIMIT 1`,
    say: found =>
      `Annotation ${found} is of a category that is not in the list categories. Add the category, or correct the annotation.`,
  },
  {
    ask: lists =>
      `SELECT id AS found FROM ${rowsOf(
        lists.annotations,
        ANNOTATIONS,
      )} WHERE NOT coalesce(len(bbox) = 4 AND bbox[3] >= 0 AND bbox[4] >= 0, false) ORDER BY 1 LIMIT 1`,
    say: found =>
      `Annotation ${found} has no box of four numbers (x, y, width, height). Correct its bbox.`,
  },
];

async function assertAnnotations(
  connection: DuckDBConnection,
  file: NamedFile,
  lists: CocoLists,
): Promise<void> {
  for (const { ask, say } of CHECKS) {
    const reader = await connection
      .runAndReadAll(ask(lists))
      .catch((error: Error) => {
        throw new TableError(
          `An entry of its lists cannot be read (${error.message
            .split('\n')[0]
            .replace(/"[^"]*\.jsonl"/, 'the list')}). Correct the file.`,
          file.name,
        );
      });
    const [bad] = reader.getRowObjectsJS();
    if (bad) throw new TableError(say(String(bad.found)), file.name);
  }
}
