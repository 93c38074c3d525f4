// Plain JavaScript, so that an older Node reaches this sentence instead of a syntax error.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Candor needs Node 24 or later, and this is ${process.versions.node}. Start it with "npm start": npm brings its own Node 24.\n`,
  );
  process.exit(1);
}
await import('./main.ts');
