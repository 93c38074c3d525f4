/** A text that tries to run, to load or to break something, wherever it is shown. */
export interface HostilePayload {
  /** A word that no other payload has, to find it by. */
  mark: string;
  text: string;
}

const takeOver = "globalThis.taken=1;document.title='taken'";
const elsewhere = 'https://evil.example';

const addresses = [
  `${elsewhere}/x.png`,
  '//evil.example/x.png',
  'http://evil.example:81/x?a=b&c=d#e',
  `javascript:${takeOver}`,
  `JaVaScRiPt:${takeOver}`,
  `java\tscript:${takeOver}`,
  `java\nscript:${takeOver}`,
  `\u0001javascript:${takeOver}`,
  ` javascript:${takeOver}`,
  `&#106;avascript:${takeOver}`,
  `javascript&colon;${takeOver}`,
  `javascript%3A${takeOver}`,
  `view-source:javascript:${takeOver}`,
  `data:text/html,<script>${takeOver}</script>`,
  `data:text/html;base64,${btoa(`<script>${takeOver}</script>`)}`,
  `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload="${takeOver}"/>`,
  `vbscript:${takeOver}`,
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  'https:evil.example',
  'https://127.0.0.1@evil.example/',
  '/trpc/chat.stop?input=%7B%7D',
  '#figure-1',
  '#figure-__proto__',
];

const frames: ((address: string) => string)[] = [
  (address) => `![picture](${address})`,
  (address) => `![picture][ref]\n\n[ref]: ${address}`,
  (address) => `[link](${address})`,
  (address) => `[link](<${address}> "title")`,
  (address) => `[link][ref]\n\n[ref]: ${address} "onmouseover=${takeOver}"`,
  (address) => `<${address}>`,
  (address) => `see ${address} there`,
  (address) => `[![inside](${address})](${address})`,
  (address) => `<img src="${address}" onerror="${takeOver}">`,
  (address) => `<a href="${address}" onclick="${takeOver}">x</a>`,
  (address) => `<iframe src="${address}" srcdoc="<script>parent.${takeOver}</script>"></iframe>`,
  (address) => `<svg onload="${takeOver}"><use href="${address}"/><script>${takeOver}</script></svg>`,
  (address) => `<script src="${address}">${takeOver}</script>`,
  (address) => `<style>@import url("${address}"); body { display: none }</style>`,
  (address) => `<meta http-equiv="refresh" content="0;url=${address}"><base href="${address}">`,
  (address) => `<form action="${address}"><input autofocus onfocus="${takeOver}"><button>go</button></form>`,
  (address) => `<video poster="${address}" src="${address}" onerror="${takeOver}"></video>`,
  (address) => `<object data="${address}"></object><embed src="${address}">`,
  (address) => `<details open ontoggle="${takeOver}"><math href="${address}">x</math></details>`,
  (address) => `"><img src=${address} onerror=${takeOver}>`,
];

const disguises: ((text: string) => string)[] = [
  (text) => text,
  (text) => `\u202E${text}\u202C`,
  (text) => `\u2066${text}`,
  (text) => [...text].join('\u200B'),
  (text) => `\uFEFF\u00AD${text}`,
  (text) => `- ${text}\n  1. ${text}`,
  (text) => `> > ${text}`,
  (text) => `| a | b |\n| - | - |\n| ${text.replaceAll('\n', ' ')} | ${text.replaceAll('|', ' ')} |`,
  (text) => `# ${text}`,
  (text) => `**bold *both ${text}`,
  (text) => `\`\`\`html\n${text}`,
  (text) => `\`${text}`,
  (text) => `<!-- ${text}`,
  (text) => `<![CDATA[${text}`,
  (text) => `[1] ${text} [F1] [99]`,
  (text) => `\u001B[31m${text}\u0007`,
];

/** Texts that break by their shape or size; those for long fields only are long. */
const shapes = [
  '>'.repeat(3_000),
  '> '.repeat(3_000),
  '- '.repeat(2_000),
  '['.repeat(3_000),
  '![]('.repeat(2_000),
  '*'.repeat(5_000),
  '_a'.repeat(5_000),
  '`'.repeat(4_999),
  '|'.repeat(5_000),
  `| ${'c | '.repeat(500)}\n| ${'- | '.repeat(500)}\n| ${'x | '.repeat(500)}`,
  `| a |\n| - |\n${'| x |\n'.repeat(3_000)}`,
  `[x](${elsewhere}/) `.repeat(20_000),
  'x'.repeat(1_000_000),
  '\u0301'.repeat(5_000),
  '\u202E'.repeat(2_000),
  '😀'.repeat(5_000),
  '\n'.repeat(5_000),
  '```\n'.repeat(999),
  `${' '.repeat(2_000)}deep`,
  '<div>'.repeat(3_000),
  '&lt;'.repeat(5_000),
  '__proto__',
  'constructor',
  'toString',
  '{{7*7}} ${7*7} <%= 7*7 %>',
  "'; drop table runs; --",
  '%s%s%s%n',
  '\\u0000 \\x00',
  'NaN undefined null [object Object]',
  '[^1]\n\n[^1]: a footnote [^1]',
];

/** That many payloads at most, the same ones every time, as different from each other as they can be. */
export function hostilePayloads(most: number): HostilePayload[] {
  const written = frames.flatMap((frame, index) =>
    addresses.map((address, place) => {
      const disguise = disguises[(index * 7 + place * 3) % disguises.length] ?? String;
      return disguise(frame(address));
    }),
  );
  const step = Math.max(1, (written.length + shapes.length) / most);
  const all = [...shapes, ...written];
  return Array.from({ length: Math.min(most, all.length) }, (_, index) => {
    const mark = `hostile${index}end`;
    return { mark, text: `${mark} ${all[Math.floor(index * step)] ?? ''}` };
  });
}
