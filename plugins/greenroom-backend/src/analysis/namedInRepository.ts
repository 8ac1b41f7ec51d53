import type { Stage } from '../storage/Stage';
import { FileError } from './FileError';

/** Puts the path in the repository, with the line, where the message has the path on this machine. */
export function namedInRepository(error: unknown, stage: Stage): unknown {
  if (!(error instanceof FileError)) return error;
  const message = stage.named(error.message);
  const file = error.file && stage.named(error.file);
  const place =
    file && !message.includes(file)
      ? `${file}${error.line ? `:${error.line}` : ''}: `
      : '';
  return new FileError(`${place}${message}`, file, error.line);
}
