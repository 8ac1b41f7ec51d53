import {
  type CheckStanding,
  isBlocking,
  type PolicyCheck,
  type PolicyChecks,
  type PolicyLevel,
  standingOf,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Tone } from '../components/StatusBadge';
import { plural } from '../components/numbers';

export const LEVEL_WORDS: Readonly<Record<PolicyLevel, string>> = {
  organisation: 'of the organisation',
  system: 'of its system',
  asset: 'of its repository',
};

/** By icon, word and colour. */
export function badgeOf(check: PolicyCheck): { tone: Tone; word: string } {
  const tones: Readonly<Record<CheckStanding, Tone>> = {
    pass: 'good',
    fail: isBlocking(check) ? 'bad' : 'warning',
    'not applicable': 'neutral',
    waived: 'warning',
  };
  const standing = standingOf(check);
  const words: Readonly<Record<CheckStanding, string>> = {
    pass: 'passes',
    fail: isBlocking(check) ? 'fails' : 'fails, does not block',
    'not applicable': 'not applicable',
    waived: 'waived',
  };
  return { tone: tones[standing], word: words[standing] };
}

/** "2 of 9 rules fail, 1 is waived". */
export function checksFinding({ checks }: PolicyChecks): string {
  if (checks.length === 0) return 'No policy is in force here';
  const count = (standing: CheckStanding) =>
    checks.filter(check => standingOf(check) === standing).length;
  const [failing, waived] = [count('fail'), count('waived')];
  const waivedWords =
    waived === 0 ? '' : `, ${waived} ${waived === 1 ? 'is' : 'are'} waived`;
  return failing === 0
    ? `None of ${plural(checks.length, 'rule')} fails${waivedWords}`
    : `${failing} of ${plural(checks.length, 'rule')} ${
        failing === 1 ? 'fails' : 'fail'
      }${waivedWords}`;
}
