import {readFileSync} from 'node:fs';

import {type Metadata, status, type ServiceError} from '@grpc/grpc-js';

/** A call that the server refused, or that did not reach it. Reasons: docs/errors.md. */
export class IsnadError extends Error {
  override name = 'IsnadError';

  /**
   * @param code the status code by its name, such as `NOT_FOUND`
   * @param reason one word of the table of reasons; empty where the call did not reach the server
   * @param metadata what the reason is about, such as `field`
   */
  constructor(
    message: string,
    readonly code: keyof typeof status,
    readonly reason: string,
    readonly metadata: Readonly<Record<string, string>>,
  ) {
    super(message);
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return this.code === 'UNAVAILABLE' || this.code === 'RESOURCE_EXHAUSTED';
  }
}

/** A field of a protobuf message: its number and its bytes, or its number as a varint. */
function* fieldsOf(bytes: Uint8Array): Generator<[field: number, value: Uint8Array]> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('the details of the error end too early');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag % 8 === 0) {
      varint();
    } else if (tag % 8 === 2) {
      const length = varint();
      yield [Math.floor(tag / 8), bytes.subarray(at, at + length)];
      at += length;
    } else {
      throw new RangeError('the details of the error hold a field of a kind that they have not');
    }
  }
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface Reason {
  reason: string;
  metadata: Record<string, string>;
}

/** google.rpc.ErrorInfo: reason = 1, metadata = 3, a map. */
function infoOf(bytes: Uint8Array): Reason {
  const found: Reason = {reason: '', metadata: {}};
  for (const [field, value] of fieldsOf(bytes)) {
    if (field === 1) found.reason = text(value);
    if (field !== 3) continue;
    const entry = new Map(fieldsOf(value));
    found.metadata[text(entry.get(1) ?? new Uint8Array())] = text(entry.get(2) ?? new Uint8Array());
  }
  return found;
}

/** The ErrorInfo among the details of a google.rpc.Status: details = 3, of google.protobuf.Any: type_url = 1, value = 2. */
function reasonOf(metadata: Metadata | undefined): Reason {
  const [raw] = metadata?.get('grpc-status-details-bin') ?? [];
  if (raw === undefined || typeof raw === 'string') return {reason: '', metadata: {}};
  for (const [field, any] of fieldsOf(raw)) {
    if (field !== 3) continue;
    const detail = new Map(fieldsOf(any));
    if (text(detail.get(1) ?? new Uint8Array()).endsWith('/google.rpc.ErrorInfo')) return infoOf(detail.get(2) ?? new Uint8Array());
  }
  return {reason: '', metadata: {}};
}

/** What gRPC throws as what this package throws; anything else as it is. */
export function asIsnadError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('details' in error)) return error;
  const given = error as ServiceError;
  const {reason, metadata} = reasonOf(given.metadata);
  const code = (status[given.code] ?? 'UNKNOWN') as keyof typeof status;
  return new IsnadError(given.details || given.message, code, reason, metadata);
}

/** The retry policy of all clients, as it is published with the API. */
export function serviceConfig(folder: string): string {
  return readFileSync(`${folder}/isnad/v1/service_config.json`, 'utf8');
}
