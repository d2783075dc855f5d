"""What both clients have in common: the services, the channel's options, which field of a page holds its items."""
import importlib.resources

from isnad.v1 import (article_service_pb2_grpc, claim_service_pb2_grpc, entity_service_pb2_grpc,
                      plugin_service_pb2_grpc, quote_service_pb2_grpc, relation_service_pb2_grpc,
                      verification_service_pb2_grpc)


def channel_options() -> list[tuple[str, object]]:
    """Deadlines and retries by the policy of all clients; answers of any size."""
    policy = importlib.resources.files("isnad").joinpath("service_config.json").read_text()
    return [("grpc.service_config", policy), ("grpc.max_receive_message_length", -1)]


class Stubs:
    """One stub a service, over one channel."""

    def __init__(self, channel):
        self.articles = article_service_pb2_grpc.ArticleServiceStub(channel)
        self.claims = claim_service_pb2_grpc.ClaimServiceStub(channel)
        self.entities = entity_service_pb2_grpc.EntityServiceStub(channel)
        self.plugins = plugin_service_pb2_grpc.PluginServiceStub(channel)
        self.quotes = quote_service_pb2_grpc.QuoteServiceStub(channel)
        self.relations = relation_service_pb2_grpc.RelationServiceStub(channel)
        self.verification = verification_service_pb2_grpc.VerificationServiceStub(channel)
