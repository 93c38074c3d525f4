import { expect, test } from 'vitest';
import { safeUrl } from './safeUrl.ts';

test.each([
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:https://a.example/x',
  'file:///etc/passwd',
  '//evil.example',
  '/calls',
  '#top',
  '',
])('%j leads nowhere', (address) => {
  expect(safeUrl(address)).toBeNull();
});

test.each(['https://a.example/x?y#z', 'http://a.example/', 'mailto:a@b.example'])(
  '%j is a link',
  (address) => {
    expect(safeUrl(address)?.href).toBe(address);
  },
);
