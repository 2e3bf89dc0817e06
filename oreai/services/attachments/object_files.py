"""Attachments in an object store: S3, and what speaks as it does (MinIO, Garage, Ceph, R2).

Endpoint, region and keys come by the names that AWS's own tools know, from the
environment or `.env`: `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
`AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`; on a machine of AWS the role it has.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import obstore
from dotenv import dotenv_values
from obstore.exceptions import BaseError
from obstore.store import S3Store

from oreai.models import new_id
from oreai.services.attachments.files import FilesUnavailable, is_name
from oreai.settings import ENV_FILE

_VARIABLES = (
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
    *("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION"),
)
_CONNECT_SECONDS = 3
_REQUEST_SECONDS = 15  # an attachment is 5 MB at the most
_RETRIES = 2
_NO_NEW_TRY_AFTER_SECONDS = 10
_LONGEST_WORDS = 300


class ObjectFiles:
    """Files in a bucket, below a prefix. No request waits for more than half a minute in all."""

    def __init__(self, url: str):
        """
        Args:
            url: such as s3://bucket/prefix.
        """
        self._url = url
        self._store = _store_at(url)

    def __str__(self) -> str:
        return self._url

    def write(self, content: bytes) -> str:
        name = new_id()
        self.put(name, content)
        return name

    def put(self, name: str, content: bytes) -> None:
        with self._errors_told():
            obstore.put(self._store, name, content, use_multipart=False)

    def read(self, name: str) -> bytes | None:
        with self._errors_told():
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except FileNotFoundError:
                return None

    def delete(self, names: Iterable[str]) -> None:
        with self._errors_told():
            for name in filter(is_name, names):
                self._delete(name)

    def _delete(self, name: str) -> None:
        try:
            obstore.delete(self._store, name)
        except FileNotFoundError:
            return  # S3 does not mind, some that speak like it do

    def older_than(self, seconds: float) -> list[str]:
        before = datetime.now(UTC) - timedelta(seconds=seconds)
        return [found["path"] for found in self._objects() if found["last_modified"] < before]

    def sizes(self) -> Iterator[tuple[str, int]]:
        return ((found["path"], found["size"]) for found in self._objects())

    def _objects(self) -> Iterator[Any]:
        with self._errors_told():
            for found in obstore.list(self._store, chunk_size=1000):
                yield from (one for one in found if is_name(one["path"]))

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        """An error of the store in one line: its own words end in a page of how it was asked."""
        try:
            yield
        except (BaseError, OSError) as error:
            words = str(error).partition("\n")[0][:_LONGEST_WORDS].strip()
            raise FilesUnavailable(f"{self._url}: {words}") from None


def _store_at(url: str) -> S3Store:
    environment = {**dotenv_values(ENV_FILE), **os.environ}
    config: Any = {name: environment[name] for name in _VARIABLES if environment.get(name)}
    plain = urlsplit(config.get("AWS_ENDPOINT_URL", "")).scheme == "http"
    return S3Store.from_url(
        url,
        config=config,
        client_options={
            "connect_timeout": timedelta(seconds=_CONNECT_SECONDS),
            "timeout": timedelta(seconds=_REQUEST_SECONDS),
            "allow_http": plain,
        },
        retry_config={
            "max_retries": _RETRIES,
            "retry_timeout": timedelta(seconds=_NO_NEW_TRY_AFTER_SECONDS),
        },
    )
