// The installed package against the real server, and against one that fails.
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {Server, ServerCredentials, Metadata, status} from '@grpc/grpc-js';
import {Client, IsnadError} from '@isnad/client';

const {ISNAD, README} = process.env;
let folder, server, address;

async function serve() {
  const made = mkdtempSync(join(tmpdir(), 'isnad-node-'));
  writeFileSync(join(made, 'none.jsonl'), '');
  execFileSync(ISNAD, ['ingest', '--db', join(made, 'corpus.db'), join(made, 'none.jsonl')], {stdio: 'ignore'});
  const process = spawn(ISNAD, ['serve', '--db', join(made, 'corpus.db'), '--listen', '127.0.0.1:0'], {stdio: ['ignore', 'pipe', 'ignore']});
  const line = await new Promise(resolve => process.stdout.once('data', data => resolve(String(data))));
  return {made, process, at: line.trim().split(' ').at(-1)};
}

async function end({made, process}) {
  process.kill('SIGTERM');
  await new Promise(resolve => (process.exitCode === null ? process.once('exit', resolve) : resolve()));
  rmSync(made, {recursive: true});
}

before(async () => {
  server = await serve();
  address = server.at;
});
after(() => end(server));

const toll = (name, outlet, dead, day = '05') => ({article: {name: `articles/${name}`, languageCode: 'ar', outlet, publishTime: `2024-03-${day}T10:00:00Z`,
  text: `قال مصدر في السنديان إن ${dead} عاملا قتلوا في انهيار مصنع النسيج في السنديان.\nويقع مصنع النسيج على طريق السنديان.`}});
const all = async items => {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
};

test('the examples of the README print what it says', async () => {
  const text = readFileSync(README, 'utf8');
  const examples = [...text.matchAll(/```js\n(.*?)```\n```\n(.*?)```/gs)];
  assert.equal(examples.length, 3);
  const own = await serve();
  try {
    for (const [, code, printed] of examples) {
      const path = join(process.cwd(), `example-${Math.random()}.mjs`);
      writeFileSync(path, `const address = ${JSON.stringify(own.at)};\n${code}`);
      assert.equal(execFileSync(process.execPath, [path], {encoding: 'utf8', timeout: 30000}), printed);
    }
  } finally {
    await end(own);
  }
});

test('articles are stored, refused, looked up page by page and verified', async () => {
  const client = new Client(address);
  const answers = await all(client.ingest([toll('a', 'أ', 14), {article: {text: ''}}, toll('b', 'ب', 19)]));
  assert.deepEqual(answers.map(a => a.state), ['INGEST_STATE_CREATED', 'INGEST_STATE_UNSPECIFIED', 'INGEST_STATE_CREATED']);
  assert.match(answers[1].error.message, /text/);
  const claims = await all(client.claims());
  assert.deepEqual((await all(client.claims({pageSize: 1}))).map(c => c.name), claims.map(c => c.name));
  assert.ok(claims.length >= 2);
  const [relation] = await all(client.relations({verdict: 'RELATION_VERDICT_CONTRADICTION'}));
  assert.equal(relation.kind, 'CONTRADICTION_KIND_NUMBER');
  const {verdict, matches} = await client.verifyQuote({text: '14 عاملا قتلوا في انهيار مصنع النسيج في السنديان'});
  assert.equal(verdict, 'QUOTE_VERDICT_VERBATIM');
  assert.equal(matches[0].article, 'articles/a');
  assert.equal((await client.verifyClaim({text: 'قتل 14 عاملا في انهيار مصنع النسيج في السنديان'})).verdict, 'CLAIM_VERDICT_DISPUTED');
  const checked = await client.check({article: toll('new', 'ج', 25).article});
  assert.ok(checked.problems.some(p => p.rule === 'contradicts-corpus' && p.level === 'PROBLEM_LEVEL_ERROR'));
  const review = await client.reviewRelation({name: relation.name, state: 'RELATION_STATE_CONFIRMED', decision: {author: 'هالة'}});
  assert.equal(review.decision.author, 'هالة');
  assert.equal((await client.article('articles/a')).outlet, 'أ');
  assert.equal((await client.analyze({article: toll('x', 'د', 3).article})).quotes.length, 1);
  assert.equal((await client.compare({a: toll('p', 'و', 14).article, b: toll('q', 'ز', 19).article}))[0].verdict, 'RELATION_VERDICT_CONTRADICTION');
  assert.ok((await all(client.plugins())).length >= 3);
  assert.ok((await all(client.entities({kind: 'ENTITY_KIND_ANONYMOUS'}))).length >= 1);
  assert.equal((await all(client.articles())).length, 2);
  await client.delete('articles/b');
  assert.deepEqual((await all(client.articles())).map(a => a.name), ['articles/a']);
  await assert.rejects(client.delete('articles/b'), error => error.reason === 'RESOURCE_NOT_FOUND');
  client.close();
});

test('an error has its code, its reason and what it is about', async () => {
  const client = new Client(address);
  await assert.rejects(client.verifyQuote({text: ''}), error => {
    assert.ok(error instanceof IsnadError);
    assert.deepEqual([error.code, error.reason, error.retryable], ['INVALID_ARGUMENT', 'INVALID_FIELD', false]);
    assert.equal(error.metadata.field, 'text');
    return true;
  });
  client.close();
  const nowhere = new Client('127.0.0.1:1');
  await assert.rejects(nowhere.article('articles/a', {timeout: 3000}), error => error instanceof IsnadError && error.reason === '');
  nowhere.close();
});

test('a watch goes on where another one stopped, and ends when it is told to', async () => {
  const client = new Client(address);
  let resume = '';
  for await (const answer of client.watch({includeStored: true})) {
    resume = answer.resumeToken;
    break;
  }
  const ending = new AbortController();
  const seen = [];
  const watching = (async () => {
    for await (const answer of client.watch({filter: {pageToken: resume}}, {signal: ending.signal})) {
      seen.push(...answer.relations);
      if (seen.length > 0) ending.abort();
    }
  })();
  await all(client.ingest([toll('c', 'ح', 31, '06'), toll('d', 'ط', 44, '06')]));
  await assert.rejects(watching, error => error instanceof IsnadError && error.code === 'CANCELLED');
  assert.ok(seen.length > 0);
  client.close();
});

test('an ingest ends with its source, and with its signal', async () => {
  const client = new Client(address);
  const broken = (function* () {
    yield toll('e', 'ي', 5, '09');
    throw new Error('the source is gone');
  })();
  await assert.rejects(all(client.ingest(broken)), /the source is gone/);
  const ending = new AbortController();
  ending.abort();
  await assert.rejects(all(client.ingest([toll('f', 'ك', 6, '09')], {signal: ending.signal})), error => error.code === 'CANCELLED');
  client.close();
});

/** A server that answers GetArticle by `answer`, and how often it was asked. */
async function flaky(answer) {
  const asked = [];
  const made = new Server();
  const bytes = value => value;
  made.addService({GetArticle: {path: '/isnad.v1.ArticleService/GetArticle', requestStream: false, responseStream: false,
    requestDeserialize: bytes, requestSerialize: bytes, responseSerialize: bytes, responseDeserialize: bytes}},
  {GetArticle: (call, callback) => answer(asked.push(Date.now()), callback)});
  const port = await new Promise((resolve, reject) => made.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(),
    (error, bound) => (error ? reject(error) : resolve(bound))));
  return {asked, at: `127.0.0.1:${port}`, end: () => made.forceShutdown()};
}
const empty = Buffer.from([0x0a, 0x00]);  // a response with an empty article
const fails = code => (_, callback) => callback({code, details: 'not now', metadata: new Metadata()});

test('what reads is tried again, but not for ever and not for everything', async () => {
  const twice = await flaky((n, callback) => (n <= 2 ? fails(status.UNAVAILABLE)(n, callback) : callback(null, empty)));
  let client = new Client(twice.at);
  assert.equal((await client.article('articles/a')).name, '');
  assert.equal(twice.asked.length, 3);
  client.close();
  twice.end();
  for (const [code, times] of [['UNAVAILABLE', 4], ['RESOURCE_EXHAUSTED', 4], ['NOT_FOUND', 1], ['INTERNAL', 1]]) {
    const never = await flaky(fails(status[code]));
    client = new Client(never.at);
    await assert.rejects(client.article('articles/a'), error => error.code === code);
    assert.equal(never.asked.length, times, code);
    client.close();
    never.end();
  }
});

test('a call is given up after its time', async () => {
  const silent = await flaky(() => {});
  const client = new Client(silent.at);
  const begin = Date.now();
  await assert.rejects(client.article('articles/a', {timeout: 300}), error => error.code === 'DEADLINE_EXCEEDED');
  assert.ok(Date.now() - begin < 5000);
  client.close();
  silent.end();
});
