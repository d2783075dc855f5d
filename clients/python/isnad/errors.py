"""Errors of the API as exceptions."""
import grpc
from google.rpc import error_details_pb2, status_pb2

DOMAIN = "isnad.v1"


class Error(Exception):
    """A call that failed, or an article that was refused.

    `code` is gRPC's, `reason` one of docs/errors.md, or empty where the error is not the server's own (nothing listens,
    the deadline passed on this side); `metadata` is ErrorInfo's, with `field` where a field of the request is wrong.
    """

    def __init__(self, code: grpc.StatusCode, message: str, reason: str = "", metadata: dict[str, str] | None = None):
        super().__init__(f"{reason or code.name}: {message}")
        self.code = code
        self.message = message
        self.reason = reason
        self.metadata = metadata or {}


_CODES = {code.value[0]: code for code in grpc.StatusCode}


def from_status(status: status_pb2.Status) -> Error:
    """The error in an answer that carries one of its own."""
    code = _CODES.get(status.code, grpc.StatusCode.UNKNOWN)
    for detail in status.details:
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info) and info.domain == DOMAIN:
            return Error(code, status.message, info.reason, dict(info.metadata))
    return Error(code, status.message)


def from_call(error: grpc.RpcError) -> Error:
    """The error that a call ended with."""
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            return from_status(status_pb2.Status.FromString(value))
    return Error(error.code(), error.details() or "")
