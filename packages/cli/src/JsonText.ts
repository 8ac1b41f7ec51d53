/** A JSON document in pieces, for answers that are too long for one text. */
export class JsonText {
  constructor(readonly pieces: Iterable<string>) {}
}
