/*
 * Native code of many megabytes: a program that only might need it, such as
 * the command line, does not wait for it to be loaded.
 */

export function loadDuckdb(): typeof import('@duckdb/node-api') {
  return require('@duckdb/node-api');
}

export function loadSharp(): typeof import('sharp').default {
  return require('sharp');
}
