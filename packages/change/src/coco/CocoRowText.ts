import { z } from 'zod';
import type { CocoPicture, CocoText } from './CocoText';

const rowText = z.object({
  image: z.string(),
  annotations: z.array(z.object({ label: z.string(), text: z.string() })),
});

/** A picture and its annotations as they were written in a file, with the classes that their numbers stood for there. */
export type CocoRowText = z.infer<typeof rowText>;

export function cocoRowText(coco: CocoText, picture: CocoPicture): string {
  const written: CocoRowText = {
    image: coco.imageText(picture.at),
    annotations: picture.annotations.map(({ at, box }) => ({
      label: box.label,
      text: coco.annotationText(at),
    })),
  };
  return JSON.stringify(written);
}

/** Undefined where a text is none. */
export function readCocoRowText(text: string): CocoRowText | undefined {
  try {
    return rowText.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
