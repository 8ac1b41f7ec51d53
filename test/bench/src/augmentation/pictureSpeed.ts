import type { Section } from '../Section';
import type { AugmentationBench } from './AugmentationBench';
import { inChild } from './inChild';
import type { Done } from './Task';

/** In pixels; and the side of those that have four times as many. */
const SIDE = 256;
const GROWTH = 4;
/** Four times the pictures, or the pixels, take four times as long, and what all are compared by a little more. */
const MOST_GROWTH = GROWTH * 1.5;

/** Pictures that are flipped, turned, cropped, lit, roughened and blurred, with their checks. */
export const pictureSpeed: Section<AugmentationBench> = {
  name: 'pictures',
  async run(report, { pictures }) {
    const of = async (count: number, side: number): Promise<Done> => {
      const done = await inChild({ task: 'pictures', pictures: count, side });
      report.print(
        `  ${count} of ${side} x ${side}: ${(
          done.made / done.coreSeconds
        ).toFixed(1)} a second of a core, ${done.seconds.toFixed(2)} s, ${
          done.kept
        } kept, ${done.peakMegabytes} MB`,
      );
      return done;
    };
    const few = Math.round(pictures / GROWTH);
    const small = await of(few, SIDE);
    const more = await of(pictures, SIDE);
    const larger = await of(few, SIDE * Math.sqrt(GROWTH));
    report.atMost(
      `${GROWTH} times the pictures`,
      more.coreSeconds / small.coreSeconds,
      MOST_GROWTH,
      ' times the time of a core',
    );
    report.atMost(
      `${GROWTH} times the pixels`,
      larger.coreSeconds / small.coreSeconds,
      MOST_GROWTH,
      ' times the time of a core',
    );
  },
};
