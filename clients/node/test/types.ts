// Compiled, not run: what a user's compiler knows of the package, and what it refuses.
import {Client, IsnadError, type v1} from '@isnad/client';

export async function use(client: Client): Promise<string[]> {
  const words: string[] = [];
  for await (const quote of client.quotes({kind: 'QUOTE_KIND_DIRECT', from: '2024-01-01'})) words.push(quote.content?.text ?? '');
  const verification: v1.QuoteVerification = await client.verifyQuote({text: 'x'}, {timeout: 1000});
  const verdict: 'QUOTE_VERDICT_VERBATIM' | string = verification.verdict;
  words.push(verdict);
  // @ts-expect-error: there is no such kind
  client.quotes({kind: 'QUOTE_KIND_LOUD'});
  // @ts-expect-error: there is no such field
  client.claims({holders: 'x'});
  // @ts-expect-error: a text is a string
  await client.verifyClaim({text: 7});
  return words;
}

export const reasonOf = (error: unknown): string => (error instanceof IsnadError ? error.reason : '');
