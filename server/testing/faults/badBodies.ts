/** A body as it is sent, with its content type; `application/json` unless said. */
export interface BadBody {
  name: string;
  body: string | Buffer | null;
  contentType?: string | null;
}

const deep = 100_000;
const multipart = '--edge\r\ncontent-disposition: form-data; name="message"\r\n\r\nHello\r\n--edge--\r\n';
const fine = '{"message":"Hello"}';

/** Bodies that are no input of anything, for every mutation and every route that takes one. */
export const badBodies: readonly BadBody[] = [
  { name: 'missing body', body: null },
  { name: 'empty body', body: '' },
  { name: 'body null', body: 'null' },
  { name: 'body is an array', body: '[]' },
  { name: 'body is a string', body: '"Hello"' },
  { name: 'body is a number', body: '-0' },
  { name: 'truncated JSON', body: '{"message": "Hel' },
  { name: 'two objects', body: '{}{}' },
  { name: 'NaN', body: '{"message": NaN}' },
  { name: '1e999', body: '{"message": 1e999, "runId": 1e999, "statement": 1e999}' },
  { name: 'comment', body: '{"message": "Hello" /* why not */}' },
  {
    name: 'duplicate keys, the last one wrong',
    body: '{"message":"Hello","message":7,"runId":7,"statement":7}',
  },
  { name: '100,000 deep array', body: '['.repeat(deep) + ']'.repeat(deep) },
  { name: '100,000 deep object', body: `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}` },
  { name: '100,000 deep field', body: `{"message":${'['.repeat(deep)}${']'.repeat(deep)}}` },
  { name: 'not UTF-8', body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]) },
  { name: '30 MB', body: Buffer.alloc(30_000_000, 'x') },
  { name: 'text/plain', body: fine, contentType: 'text/plain' },
  { name: 'a form', body: 'message=Hello', contentType: 'application/x-www-form-urlencoded' },
  { name: 'multipart', body: multipart, contentType: 'multipart/form-data; boundary=edge' },
  { name: 'no content type', body: fine, contentType: null },
  { name: 'application/jsonp', body: fine, contentType: 'application/jsonp' },
];

/** Headers that another site's page, or a name that was pointed here, would come with. */
export const badHeaders: readonly { name: string; headers: Record<string, string> }[] = [
  { name: 'foreign Origin', headers: { origin: 'https://evil.example' } },
  { name: 'Origin null', headers: { origin: 'null' } },
  { name: 'foreign Host', headers: { host: 'evil.example' } },
  { name: 'Host with a tail', headers: { host: '127.0.0.1.evil.example' } },
  { name: 'cross-site', headers: { 'sec-fetch-site': 'cross-site' } },
  { name: 'same-site', headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' } },
];
