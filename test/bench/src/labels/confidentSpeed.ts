import type { Section } from '../Section';
import type { Bench } from './Bench';

/** Confident learning, streamed from files. */
export const confidentSpeed: Section<Bench> = {
  name: 'confident',
  async run(report, { python }) {
    report.print(python ? '  beside cleanlab' : '  alone');
  },
};
