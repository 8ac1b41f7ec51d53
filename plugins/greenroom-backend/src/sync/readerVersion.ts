/** Raise it when the same files would be read into something else: every repository is then read again. */
export const READER_VERSION = 3;
