import { expect, test } from 'vitest';
import { type HastNode, rehypeCitations } from './rehypeCitations.ts';

const text = (value: string): HastNode => ({ type: 'text', value });
const element = (tagName: string, ...children: HastNode[]): HastNode => ({
  type: 'element',
  tagName,
  children,
});
const cite = (n: string): HastNode => ({ ...element('cite', text(`[${n}]`)), properties: { title: n } });
const transform = (...children: HastNode[]) => {
  const tree = { type: 'root', children: [element('p', ...children)] };
  rehypeCitations()(tree);
  return tree.children[0];
};

test('numbers in brackets become citations, each number its own', () => {
  expect(transform(text('slow [3], crashes [1, 22].'))).toEqual(
    element('p', text('slow '), cite('3'), text(', crashes '), cite('1'), cite('22'), text('.')),
  );
});

test('other brackets, code and links are left as written', () => {
  const code = element('code', text('a[1]'));
  const link = element('a', text('[2]'));
  expect(transform(text('[x] [] [1'), code, link)).toEqual(element('p', text('[x] [] [1'), code, link));
});
