import { v7 as uuidv7 } from 'uuid';
import { uploadReference } from './upload-reference';

describe('uploadReference', () => {
  it('is the same for the same upload, short and plain', () => {
    expect(uploadReference('0197f2a0-0000-7000-8000-00000000000f')).toBe('CPE00800000000000F');
  });

  it('differs for every upload', () => {
    const references = new Set(Array.from({ length: 5000 }, () => uploadReference(uuidv7())));
    expect(references.size).toBe(5000);
    for (const reference of references) expect(reference).toMatch(/^CP[0-9A-HJKMNP-TV-Z]{16}$/);
  });
});
