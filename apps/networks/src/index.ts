export { buildNetworks, type Networks, type NetworksOptions } from './networks.ts';
