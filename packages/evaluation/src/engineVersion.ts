/** Raised when the same model on the same rows would be measured otherwise, or more of it. */
export const EVALUATION_VERSION = 3;

/** What measured, as figures name it that are tied to it. */
export const EVALUATION_ENGINE = `greenroom-evaluation@${EVALUATION_VERSION}`;
