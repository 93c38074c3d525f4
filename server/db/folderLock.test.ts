import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '#server/appError.ts';
import { holderAddress, lockFolder } from './folderLock.ts';

test('a folder has one holder, whose address the next one is told, and is free after release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-lock-'));
  try {
    const held = lockFolder(folder);
    held.announce('http://127.0.0.1:8000');
    expect(holderAddress(folder)).toBe('http://127.0.0.1:8000');
    expect(() => lockFolder(folder)).toThrow(AppError);
    expect(() => lockFolder(folder)).toThrow(/http:\/\/127\.0\.0\.1:8000/);
    held.release();
    const next = lockFolder(folder);
    expect(holderAddress(folder)).toBeNull();
    next.release();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
