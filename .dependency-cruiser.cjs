/**
 * The arrows of the house. They point down, no circle; apps know packages by their door alone.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'base-imports-nothing',
      severity: 'error',
      from: { path: '^packages/base/src' },
      to: { pathNot: '^packages/base/src' },
    },
    {
      name: 'oath-imports-nothing',
      severity: 'error',
      from: { path: '^packages/oath/src' },
      to: { pathNot: '^packages/oath/src' },
    },
    {
      name: 'provisioning-imports-nothing',
      severity: 'error',
      from: { path: '^packages/provisioning/src' },
      to: { pathNot: '^packages/provisioning/src' },
    },
    {
      name: 'pskc-imports-its-parser-alone',
      severity: 'error',
      from: { path: '^packages/pskc/src' },
      to: { pathNot: '^packages/pskc/src|^node_modules/saxes/|^(node:)?crypto$' },
    },
    {
      name: 'bank-never-meets-token',
      severity: 'error',
      from: { path: '^packages/bank/' },
      to: { path: '^packages/(token|token-client|oath|provisioning)/|^apps/' },
    },
    {
      name: 'token-never-meets-bank',
      severity: 'error',
      from: { path: '^packages/token/' },
      to: { path: '^packages/(bank|token-client)/|^apps/' },
    },
    {
      name: 'packages-never-import-apps',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^packages/ui/' },
      to: { path: '^packages/(?!ui/)' },
    },
    {
      name: 'site-knows-no-domain',
      severity: 'error',
      from: { path: '^packages/site/' },
      to: { path: '^packages/(?!(site|ui|base)/)' },
    },
    {
      name: 'paper-knows-no-domain',
      severity: 'error',
      from: { path: '^packages/paper/' },
      to: { path: '^packages/(?!paper/)' },
    },
    {
      name: 'audit-chain-knows-no-wing',
      severity: 'error',
      from: { path: '^packages/audit-chain/' },
      to: { path: '^packages/(?!(audit-chain|base|pg)/)' },
    },
    {
      name: 'pg-knows-no-domain',
      severity: 'error',
      from: { path: '^packages/pg/' },
      to: { path: '^packages/(?!pg/)' },
    },
    {
      name: 'token-client-knows-no-room',
      comment: 'It goes to relying parties, who have none of the others.',
      severity: 'error',
      from: { path: '^packages/token-client/' },
      to: { path: '^packages/(?!token-client/)|^apps/' },
    },
    {
      name: 'through-the-door',
      comment: 'A package is entered by its index.ts alone; what runs in a browser by the elements of ui.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: ['^packages/[^/]+/src/index[.]ts$', '^packages/ui/src/client/elements[.]ts$', '^$1/$2/'],
      },
    },
    {
      name: 'apps-stand-apart',
      comment: 'Only the composition root knows the other apps.',
      severity: 'error',
      from: { path: '^apps/(?!warifu/)([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'services-do-not-import-services',
      severity: 'error',
      from: {
        path: '^packages/bank/src/(otp-registration|transfers|pay-easy|time-deposits|instalment-savings|contract-changes)/',
      },
      to: {
        path: '^packages/bank/src/(otp-registration|transfers|pay-easy|time-deposits|instalment-savings|contract-changes)/',
        pathNot: '^packages/bank/src/$1/',
      },
    },
    {
      name: 'queries-are-private',
      severity: 'error',
      from: { path: '^(packages/[^/]+/src/.+|packages/[^/]+/src)/[^/]+$' },
      to: { path: '/queries[.]ts$', pathNot: '^$1/queries[.]ts$' },
    },
    {
      name: 'production-imports-no-tests',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/' },
      to: { path: '^(tests|bench)/|[.]test[.]tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
