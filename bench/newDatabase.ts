import { Client } from 'pg';

/** Makes an empty database on the server whose address ends in `postgres`; answers its address. */
export async function newDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return serverUrl.replace(/postgres$/, name);
}
