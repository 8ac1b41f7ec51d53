import { InputError } from '@backstage/errors';

/** Thrown where git has everything already that entries ask for. */
export class NothingToChangeError extends InputError {}
