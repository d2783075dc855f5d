import {type CallOptions as GrpcCallOptions, type ClientReadableStream, type ServiceError} from '@grpc/grpc-js';

import {asIsnadError} from './errors.js';

/** How one call is made. */
export interface CallOptions {
  /** Milliseconds until it is given up; by the policy of all clients a minute for what reads, none for streams. */
  timeout?: number;
  /** Ends the call. */
  signal?: AbortSignal;
}

type Callback<Response> = (error: ServiceError | null, response?: Response) => void;
type Unary<Request, Response> = (request: Request, options: GrpcCallOptions, callback: Callback<Response>) => {cancel(): void};

export const grpcOptions = ({timeout}: CallOptions): GrpcCallOptions => (timeout === undefined ? {} : {deadline: Date.now() + timeout});

/** Ends `call` when the caller says so; returns what takes that back. */
export function onAbort(signal: AbortSignal | undefined, call: {cancel(): void}): () => void {
  if (signal === undefined) return () => {};
  const cancel = () => call.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, {once: true});
  return () => signal.removeEventListener('abort', cancel);
}

/** One question, one answer. */
export function unary<Request, Response>(method: Unary<Request, Response>, request: Request, options: CallOptions = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    let done = () => {};
    const call = method(request, grpcOptions(options), (error, response) => {
      done();
      if (error) reject(asIsnadError(error));
      else resolve(response as Response);
    });
    done = onAbort(options.signal, call);
  });
}

/** All items of all pages of a list, each page asked for when it is reached. */
export async function* pages<Request extends {pageToken?: string}, Page extends {nextPageToken: string}, Item>(
  method: Unary<Request, Page>, request: Request, items: (page: Page) => readonly Item[], options: CallOptions = {},
): AsyncGenerator<Item, void, undefined> {
  let token = request.pageToken ?? '';
  do {
    const page = await unary(method, {...request, pageToken: token}, options);
    yield* items(page);
    token = page.nextPageToken;
  } while (token !== '');
}

/** The answers of a stream; leaving the loop ends the call. */
export async function* stream<Response>(call: ClientReadableStream<Response>, options: CallOptions = {}): AsyncGenerator<Response, void, undefined> {
  const done = onAbort(options.signal, call);
  try {
    for await (const response of call) yield response as Response;
  } catch (error) {
    throw asIsnadError(error);
  } finally {
    done();
    call.cancel();
  }
}
