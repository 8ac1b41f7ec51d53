import type { Report } from './Report';

/** One part of a proof, in a file of its own. */
export type Section<Given = unknown> = {
  /** As it is named on the command line. */
  readonly name: string;
  run(report: Report, given: Given): Promise<void>;
};

/**
 * Runs the sections that were named, or all of them, and fails at the end where
 * a figure was not held.
 *
 * @throws Error naming what was not held, or a section there is none of
 */
export async function runSections<Given>(
  sections: readonly Section<Given>[],
  wanted: readonly string[],
  report: Report,
  given: Given,
): Promise<void> {
  const unknown = wanted.filter(
    name => !sections.some(section => section.name === name),
  );
  if (unknown.length > 0) {
    throw new Error(
      `There is no section ${unknown.join(', ')}; choose of ${sections
        .map(section => section.name)
        .join(', ')}.`,
    );
  }
  for (const section of sections) {
    if (wanted.length > 0 && !wanted.includes(section.name)) continue;
    report.print(`\n${section.name}`);
    await section.run(report, given);
  }
  report.end();
}
