import { ClassChoice } from '../ClassChoice';
import {
  classOfDigit,
  exclude,
  keep,
  later,
  relabel,
  takeSuggestion,
} from '../decisions/words';
import { IssueItem } from './IssueItem';
import type { QueueRow } from './queue';
import type { ResolverProps } from './Resolver';
import { ResolverStage } from './ResolverStage';

/** A row whose label is one class. */
export function ClassResolver(props: ResolverProps) {
  const { asset, version, row, word, near, ...rest } = props;
  const issue = suggesting(row);
  const classes = asset.classes ?? [];
  const suggestion = takeSuggestion(issue);
  return (
    <ResolverStage
      {...rest}
      rowKey={row.key}
      take={suggestion && { name: `Take ${issue.suggested}`, word: suggestion }}
      keep={{ name: `Keep ${issue.given}`, word: keep(issue) }}
      exclude={{ name: 'Exclude row', word: exclude(issue) }}
      later={{ name: 'Review later', word: later(issue) }}
      digits={{
        keys: classes.every(name => /^\d$/.test(name))
          ? '0 to 9'
          : `1 to ${Math.min(9, classes.length)}`,
        meaning: 'choose that class',
        press: (digit, decide) => {
          const name = classOfDigit(classes, digit);
          if (name !== undefined) decide(relabel(issue, name));
        },
      }}
      more={decide => (
        <ClassChoice
          classes={classes}
          suggested={issue.suggested}
          likely={issue.likely}
          onChoose={name => decide(relabel(issue, name))}
        />
      )}
    >
      <IssueItem
        asset={asset}
        version={version}
        row={row}
        word={word}
        near={near}
      />
    </ResolverStage>
  );
}

/** The row's worst issue, with the suggestion of another where it has none itself. */
function suggesting({ issues: [worst, ...others] }: QueueRow) {
  const other = others.find(({ suggested }) => suggested !== undefined);
  return worst.suggested === undefined && other
    ? { ...worst, suggested: other.suggested, why: other.why }
    : worst;
}
