import { type Node, parseTree } from 'jsonc-parser';

/** What stands between the parts of an object, as its own text has it. */
export type ObjectSpacing = {
  readonly lead: string;
  readonly colon: string;
  readonly between: string;
  readonly tail: string;
};

/** @param json - an object, without anything around it */
export function objectSpacing(json: string): ObjectSpacing {
  const properties = parseTree(json)?.children ?? [];
  const [first, second] = properties;
  const [name, value] = first?.children ?? [];
  const last = properties.at(-1);
  const endOf = ({ offset, length }: Node) => offset + length;
  return {
    lead: first ? json.slice(1, first.offset) : '',
    colon: name && value ? json.slice(endOf(name), value.offset) : ': ',
    between: first && second ? json.slice(endOf(first), second.offset) : ', ',
    tail: last ? json.slice(endOf(last), -1) : '',
  };
}
