import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import type { Response } from 'express';
import { sendText } from './sendText';
import { whileAudited } from './whileAudited';

/** A file that is written part by part. */
export type WrittenFile = {
  readonly fileName: string;
  readonly contentType: string;
  /** @param send - resolves once the reader takes more */
  write(send: (text: string) => Promise<void>): Promise<void>;
};

/** Something leaves as a file, and the auditor hears who took it. */
export async function auditedFile(
  res: Response,
  auditor: AuditorService,
  options: AuditorServiceCreateEventOptions,
  prepare: (
    ...note: Parameters<Parameters<typeof whileAudited>[2]>
  ) => Promise<WrittenFile>,
): Promise<void> {
  try {
    await whileAudited(auditor, options, async note => {
      const { fileName, contentType, write } = await prepare(note);
      res.setHeader('Content-Type', contentType);
      res.setHeader(
        'Content-Disposition',
        `attachment; filename="${fileName}"`,
      );
      res.setHeader('X-Content-Type-Options', 'nosniff');
      await write(text => sendText(res, text));
      res.end();
    });
  } catch (error) {
    // What was sent cannot be taken back: a file cut short is seen as such.
    if (res.headersSent) res.destroy(error as Error);
    else throw error;
  }
}
