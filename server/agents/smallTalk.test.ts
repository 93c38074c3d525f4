import { expect, test } from 'vitest';
import { isSmallTalk } from './smallTalk.ts';

test.each([
  'Hello',
  'hi!',
  'Hello there, Candor!',
  'hi, how are you?',
  'Thanks a lot!',
  '👋',
  'Guten Morgen',
  'Grüß Gott',
  'Bonjour !',
  '¡Hola, buenos días!',
  'Ciao',
  'Olá, tudo bem?',
  'Привет',
  'こんにちは',
  '你好',
  '안녕하세요',
  'नमस्ते',
  'مرحبا',
  'What can you do?',
])('%j is small talk', (question) => {
  expect(isSmallTalk(question)).toBe(true);
});

test.each([
  'Hello, what are the top gaps?',
  'hi speed',
  'Is the app ok?',
  'thanks reviews',
  'help center complaints',
  'What do customers say about help?',
  'test',
  'Why?',
  'hola problemas',
  `hello ${'hello '.repeat(40)}`,
])('%j is a question', (question) => {
  expect(isSmallTalk(question)).toBe(false);
});
