import '@testing-library/jest-dom';

// The first test of a file also loads the page; on a busy machine that takes seconds.
jest.setTimeout(20_000);
