import { Client } from 'pg';

const NAME = /^\s*-- (\S+)\n/;

/** A connection that has the server parse and plan a statement once, if it begins with its name in a comment. */
export class NamingClient extends Client {
  // kysely knows one way to ask: a text and its values
  override query(...asked: unknown[]): never {
    const [text, values] = asked;
    const name = typeof text === 'string' ? NAME.exec(text)?.[1] : undefined;
    return Reflect.apply(super.query, this, name === undefined ? asked : [{ name, text, values }]) as never;
  }
}
