/* eslint-disable no-restricted-imports, @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports -- the backend's own door for workers, which it shows to nobody but tests */
export { startCalls } from '@greenroom/backstage-plugin-greenroom-backend/src/compute/__testUtils__/startCalls';
