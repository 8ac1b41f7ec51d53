/** Bounds on what a stranger's manifest may ask of the reader. */
export const MANIFEST_LIMITS = {
  /** YAML is read at some 5 MB a second; so much keeps a reader far below a second. */
  yamlBytes: 1024 * 1024,
  /** JSON is read ten times faster, and Croissant files hold whole enumerations. */
  jsonBytes: 8 * 1024 * 1024,
  /** Collections within collections. */
  depth: 64,
  /** An alias bomb needs few lines and many aliases. */
  aliases: 100,
  documents: 1_000,
  /** Entries that are taken of one list of a foreign manifest; the rest is counted in a warning. */
  entries: 10_000,
  /** Characters that are taken of one text of a foreign manifest. */
  characters: 20_000,
} as const;
