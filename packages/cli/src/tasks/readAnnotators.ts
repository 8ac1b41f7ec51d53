import path from 'node:path';
import type { AnnotatedImage, Boxes } from '@greenroom/label-quality';
import { UsageError } from '../UsageError';
import { Coco, readCoco } from './readCoco';

export type Annotators = {
  /** Of the files, without folder and ending; whole where two would be the same. */
  readonly names: readonly string[];
  readonly classes: readonly string[];
  /** File names of the pictures. */
  readonly pictures: readonly string[];
  readonly images: readonly AnnotatedImage[];
};

/**
 * Reads a COCO file an annotator. Pictures are joined by file name and
 * categories by name; a picture that a file does not list, its annotator never
 * saw.
 *
 * @throws UsageError naming file and entry of what cannot be used
 */
export async function readAnnotators(
  files: readonly string[],
): Promise<Annotators> {
  if (files.length < 2)
    throw new UsageError(
      `--annotators names ${files.length} file; agreement needs two.`,
    );
  const cocos: Coco[] = [];
  for (const file of files) cocos.push(await readCoco(file));
  const classes = [...new Set(cocos.flatMap(coco => coco.classes))];
  const byName = cocos.map(coco => {
    const found = new Map<string, Boxes>();
    for (const { name, boxes } of coco.images) {
      if (found.has(name))
        throw new UsageError(`${coco.file} lists the picture ${name} twice.`);
      const toAll = coco.classes.map(each => classes.indexOf(each));
      found.set(name, {
        corners: boxes.corners,
        classes: boxes.classes.map(index => toAll[index]),
      });
    }
    return found;
  });
  const pictures = [...new Set(byName.flatMap(found => [...found.keys()]))];
  const short = files.map(file => path.basename(file, path.extname(file)));
  return {
    names: new Set(short).size === files.length ? short : files,
    classes,
    pictures,
    images: pictures.map(name => byName.map(found => found.get(name) ?? null)),
  };
}
