"""Client of an Isnad server. See README.md for examples."""
from .aio import AsyncClient
from .client import Client
from .errors import Error

__all__ = ["AsyncClient", "Client", "Error"]
