export {type CallOptions} from './calls.js';
export {Client, type ClientOptions} from './client.js';
export {IsnadError} from './errors.js';
export type * as v1 from './v1.js';
