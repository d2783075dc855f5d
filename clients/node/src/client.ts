import {once} from 'node:events';
import {fileURLToPath} from 'node:url';

import {type ChannelCredentials, credentials as grpcCredentials, loadPackageDefinition} from '@grpc/grpc-js';
import {loadSync} from '@grpc/proto-loader';

import {type CallOptions, grpcOptions, onAbort, pages, stream, unary} from './calls.js';
import {asIsnadError, serviceConfig} from './errors.js';
import type {ProtoGrpcType as ArticleTypes} from './gen/article_service.js';
import type {ProtoGrpcType as ClaimTypes} from './gen/claim_service.js';
import type {ProtoGrpcType as EntityTypes} from './gen/entity_service.js';
import type {ProtoGrpcType as PluginTypes} from './gen/plugin_service.js';
import type {ProtoGrpcType as QuoteTypes} from './gen/quote_service.js';
import type {ProtoGrpcType as RelationTypes} from './gen/relation_service.js';
import type {ProtoGrpcType as VerificationTypes} from './gen/verification_service.js';
import type * as v1 from './v1.js';

const PROTO = fileURLToPath(new URL('../proto', import.meta.url));
const SERVICES = ['article', 'claim', 'entity', 'plugin', 'quote', 'relation', 'verification'];
type Types = ArticleTypes & ClaimTypes & EntityTypes & PluginTypes & QuoteTypes & RelationTypes & VerificationTypes;

const api = (loadPackageDefinition(
  loadSync(SERVICES.map(name => `isnad/v1/${name}_service.proto`), {
    includeDirs: [PROTO], enums: String, longs: Number, defaults: true, oneofs: true,
  }),
) as unknown as Types).isnad.v1;

/** How a client reaches its server. */
export interface ClientOptions {
  /** Insecure where it is not given: a server listens on the loopback unless it is told otherwise. */
  credentials?: ChannelCredentials;
}

/**
 * The API of `isnad serve`. Every method may reject with an `IsnadError`; what reads is tried again, up to four times, where
 * the server is out of reach or overloaded. One client may be used by many callers at once; close it in the end.
 */
export class Client {
  readonly #articles;
  readonly #claims;
  readonly #entities;
  readonly #plugins;
  readonly #quotes;
  readonly #relations;
  readonly #verification;

  /** @param address HOST:PORT */
  constructor(address: string, {credentials = grpcCredentials.createInsecure()}: ClientOptions = {}) {
    const options = {'grpc.service_config': serviceConfig(PROTO), 'grpc.enable_retries': 1, 'grpc.max_receive_message_length': 64 << 20};
    this.#articles = new api.ArticleService(address, credentials, options);
    this.#claims = new api.ClaimService(address, credentials, options);
    this.#entities = new api.EntityService(address, credentials, options);
    this.#plugins = new api.PluginService(address, credentials, options);
    this.#quotes = new api.QuoteService(address, credentials, options);
    this.#relations = new api.RelationService(address, credentials, options);
    this.#verification = new api.VerificationService(address, credentials, options);
  }

  close(): void {
    for (const stub of [this.#articles, this.#claims, this.#entities, this.#plugins, this.#quotes, this.#relations, this.#verification]) stub.close();
  }

  /**
   * Stores articles and yields an answer for each, in their order, once it is on the disk. What is refused has `error` in
   * its answer, and the rest goes on. Nothing is sent ahead of its answers further than the server reads.
   */
  async *ingest(articles: Iterable<v1.IngestArticlesRequest> | AsyncIterable<v1.IngestArticlesRequest>, options: CallOptions = {},
  ): AsyncGenerator<v1.IngestArticlesResponse, void, undefined> {
    const call = this.#articles.ingestArticles(grpcOptions(options));
    const done = onAbort(options.signal, call);
    let failed: unknown;
    const sending = (async () => {
      for await (const article of articles) {
        if (call.destroyed) return;
        if (!call.write(article)) await Promise.race([once(call, 'drain'), once(call, 'close')]);
      }
      call.end();
    })().catch(error => {
      failed = error;
      call.cancel();
    });
    try {
      for await (const answer of call) yield answer as v1.IngestArticlesResponse;
      await sending;
    } catch (error) {
      throw failed ?? asIsnadError(error);
    } finally {
      done();
      call.cancel();
    }
    if (failed !== undefined) throw failed;
  }

  /** What the extractors find in an article; stores nothing. */
  async analyze(request: v1.AnalyzeArticleRequest, options?: CallOptions): Promise<v1.Analysis> {
    return (await unary<v1.AnalyzeArticleRequest, v1.AnalyzeArticleResponse>(
      (request, options, callback) => this.#articles.analyzeArticle(request, options, callback), request, options)).analysis!;
  }

  /** What an editor should see of a new article; stores nothing. */
  async check(request: v1.CheckArticleRequest, options?: CallOptions): Promise<v1.CheckArticleResponse> {
    return await unary<v1.CheckArticleRequest, v1.CheckArticleResponse>(
      (request, options, callback) => this.#articles.checkArticle(request, options, callback), request, options);
  }

  /** @param name articles/ID */
  async article(name: string, options?: CallOptions): Promise<v1.Article> {
    return (await unary<v1.GetArticleRequest, v1.GetArticleResponse>(
      (request, options, callback) => this.#articles.getArticle(request, options, callback), {name}, options)).article!;
  }

  /**
   * Deletes an article with all that was found in it, for good.
   * @param name articles/ID
   */
  async delete(name: string, options?: CallOptions): Promise<void> {
    await unary<v1.DeleteArticleRequest, v1.DeleteArticleResponse>(
      (request, options, callback) => this.#articles.deleteArticle(request, options, callback), {name}, options);
  }

  articles(request: v1.ListArticlesRequest = {}, options?: CallOptions): AsyncGenerator<v1.Article, void, undefined> {
    return pages<v1.ListArticlesRequest, v1.ListArticlesResponse, v1.Article>((request, options, callback) => this.#articles.listArticles(request, options, callback),
      request, page => page.articles, options);
  }

  quotes(request: v1.ListQuotesRequest = {}, options?: CallOptions): AsyncGenerator<v1.Quote, void, undefined> {
    return pages<v1.ListQuotesRequest, v1.ListQuotesResponse, v1.Quote>((request, options, callback) => this.#quotes.listQuotes(request, options, callback),
      request, page => page.quotes, options);
  }

  claims(request: v1.ListClaimsRequest = {}, options?: CallOptions): AsyncGenerator<v1.Claim, void, undefined> {
    return pages<v1.ListClaimsRequest, v1.ListClaimsResponse, v1.Claim>((request, options, callback) => this.#claims.listClaims(request, options, callback),
      request, page => page.claims, options);
  }

  relations(request: v1.ListRelationsRequest = {}, options?: CallOptions): AsyncGenerator<v1.Relation, void, undefined> {
    return pages<v1.ListRelationsRequest, v1.ListRelationsResponse, v1.Relation>((request, options, callback) => this.#relations.listRelations(request, options, callback),
      request, page => page.relations, options);
  }

  entities(request: v1.ListEntitiesRequest = {}, options?: CallOptions): AsyncGenerator<v1.Entity, void, undefined> {
    return pages<v1.ListEntitiesRequest, v1.ListEntitiesResponse, v1.Entity>((request, options, callback) => this.#entities.listEntities(request, options, callback),
      request, page => page.entities, options);
  }

  plugins(request: v1.ListPluginsRequest = {}, options?: CallOptions): AsyncGenerator<v1.Plugin, void, undefined> {
    return pages<v1.ListPluginsRequest, v1.ListPluginsResponse, v1.Plugin>((request, options, callback) => this.#plugins.listPlugins(request, options, callback),
      request, page => page.plugins, options);
  }

  /** Whether a quote stands. `QUOTE_VERDICT_NOT_FOUND` is an answer, no error. */
  async verifyQuote(request: v1.VerifyQuoteRequest, options?: CallOptions): Promise<v1.QuoteVerification> {
    return (await unary<v1.VerifyQuoteRequest, v1.VerifyQuoteResponse>(
      (request, options, callback) => this.#verification.verifyQuote(request, options, callback), request, options)).verification!;
  }

  /** Who supports a claim and who contradicts it. */
  async verifyClaim(request: v1.VerifyClaimRequest, options?: CallOptions): Promise<v1.ClaimVerification> {
    return (await unary<v1.VerifyClaimRequest, v1.VerifyClaimResponse>(
      (request, options, callback) => this.#verification.verifyClaim(request, options, callback), request, options)).verification!;
  }

  /** What two texts say of each other, strongest first. */
  async compare(request: v1.CompareArticlesRequest, options?: CallOptions): Promise<v1.Relation[]> {
    return (await unary<v1.CompareArticlesRequest, v1.CompareArticlesResponse>(
      (request, options, callback) => this.#relations.compareArticles(request, options, callback), request, options)).relations;
  }

  /** Confirms or dismisses a relation, or opens it again. */
  async reviewRelation(request: v1.ReviewRelationRequest, options?: CallOptions): Promise<v1.RelationReview> {
    return (await unary<v1.ReviewRelationRequest, v1.ReviewRelationResponse>(
      (request, options, callback) => this.#relations.reviewRelation(request, options, callback), request, options)).review!;
  }

  /**
   * Relations as they are found, until the loop is left or the signal ends it. `resumeToken` of the last answer, as
   * `filter.pageToken`, goes on behind it; an answer without relations is a sign of life.
   */
  watch(request: v1.WatchRelationsRequest = {}, options: CallOptions = {}): AsyncGenerator<v1.WatchRelationsResponse, void, undefined> {
    return stream(this.#relations.watchRelations(request, grpcOptions(options)), options);
  }
}
