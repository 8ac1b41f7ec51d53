/** By digit: what a tired eye takes it for. */
export const MISREAD: readonly number[] = [6, 7, 3, 5, 9, 3, 0, 1, 3, 4];
