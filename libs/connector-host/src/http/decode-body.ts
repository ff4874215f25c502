import { promisify, TextDecoder } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { errorCode } from './error-code';
import type { RawResponse } from './exchange';

/** The encodings that `decodeBody` can undo, as an `Accept-Encoding` header. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

type Inflater = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const INFLATERS: Readonly<Record<string, Inflater>> = {
  gzip: promisify(gunzip) as Inflater,
  'x-gzip': promisify(gunzip) as Inflater,
  deflate: promisify(inflate) as Inflater,
  br: promisify(brotliDecompress) as Inflater,
};

/** The body is compressed in a way we do not know, damaged, or larger than allowed once inflated. */
export class BodyError extends Error {
  override readonly name = 'BodyError';

  constructor(readonly fault: 'too-large' | 'unreadable') {
    super(fault);
  }
}

/**
 * Body as text: inflated, at most `maxBytes` of it, in the charset that the answer names (UTF-8 unless it does).
 * @throws BodyError
 */
export async function decodeBody({ headers, body }: RawResponse, maxBytes: number): Promise<string> {
  const encodings = (headers['content-encoding'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  let content = body;
  if (content.length > 0) {
    for (const name of encodings.reverse()) content = await undo(name, content, maxBytes);
  }
  return decoderFor(headers['content-type']).decode(content);
}

async function undo(encoding: string, body: Buffer, maxBytes: number): Promise<Buffer> {
  const inflater = Object.hasOwn(INFLATERS, encoding) ? INFLATERS[encoding] : undefined;
  if (!inflater) throw new BodyError('unreadable');
  try {
    return await inflater(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw new BodyError(errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable');
  }
}

function decoderFor(contentType = ''): TextDecoder {
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([\w-]+)/i.exec(contentType) ?? [];
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (errorCode(error) === 'ERR_ENCODING_NOT_SUPPORTED') return new TextDecoder();
    throw error;
  }
}
