import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { DataKeys } from '../config/service-config';
import { SealingError } from './sealing.error';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 's1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Envelope encryption of secrets and personal data: each value has its own random key, which is wrapped by the
 * current data key. Text form: `s1.<key id>.<wrapped key>.<ciphertext>`, both parts AES-256-GCM as base64url of
 * nonce, ciphertext and tag.
 *
 * The associated data is not stored but must be equal when opening, so that a sealed text moved to another row or
 * event does not open there. Use something that names the place, such as `cart-connection:<id>:credentials`.
 */
export class Sealer {
  constructor(private readonly dataKeys: DataKeys) {}

  /** Objects are sealed as JSON. Sealing the same text twice gives different results. */
  seal(plaintext: string | object, associatedData: string): string {
    const { current } = this.dataKeys;
    const valueKey = randomBytes(KEY_BYTES);
    const text = typeof plaintext === 'string' ? plaintext : JSON.stringify(plaintext);
    const wrapped = encrypt(this.dataKey(current), valueKey, bind(current, associatedData));
    const content = encrypt(valueKey, Buffer.from(text, 'utf8'), bind(current, associatedData));
    return [VERSION, current, wrapped.toString('base64url'), content.toString('base64url')].join('.');
  }

  /** @throws SealingError when the key is missing, the text was changed, or the associated data differ */
  open(sealed: string, associatedData: string): string {
    const [version, keyId, wrapped, content, ...rest] = sealed.split('.');
    if (version !== VERSION || !keyId || !wrapped || !content || rest.length > 0) {
      throw new SealingError('This is not a sealed text.');
    }
    const aad = bind(keyId, associatedData);
    try {
      const valueKey = decrypt(this.dataKey(keyId), Buffer.from(wrapped, 'base64url'), aad);
      return decrypt(valueKey, Buffer.from(content, 'base64url'), aad).toString('utf8');
    } catch (error) {
      if (error instanceof SealingError) throw error;
      throw new SealingError(
        `The text sealed with data key "${keyId}" does not open: it was changed, belongs elsewhere, or that id names another key now.`,
      );
    }
  }

  /**
   * Opens a sealed object.
   * @throws SealingError as {@link open} does
   * @throws z.ZodError when what was sealed does not fit the schema
   */
  openAs<S extends z.ZodType>(schema: S, sealed: string, associatedData: string): z.output<S> {
    return schema.parse(JSON.parse(this.open(sealed, associatedData)));
  }

  private dataKey(id: string): Buffer {
    const key = Object.hasOwn(this.dataKeys.keys, id) ? this.dataKeys.keys[id] : undefined;
    if (!key) {
      throw new SealingError(`Data key "${id}" is missing: put it back into CROSSDOCK_DATA_KEYS.`);
    }
    return key;
  }
}

function bind(keyId: string, associatedData: string): Buffer {
  return Buffer.from(`${VERSION}.${keyId}.${associatedData}`, 'utf8');
}

function encrypt(key: Buffer, plaintext: Buffer, aad: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const ciphertext = sealed.subarray(NONCE_BYTES, -TAG_BYTES);
  const tag = sealed.subarray(-TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}
