"""Dockerfiles of one workspace that set up the same base alike."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from tests.e2e.test_server import COMMAND, PUSHED, begun, codes, open_text, published

TEXT = "FROM debian:13\nRUN apt-get update && apt-get install -y curl git jq && rm -rf /var/lib/apt/lists/*\n"


@pytest_lsp.fixture(  # type: ignore[untyped-decorator,unused-ignore]
    config=ClientServerConfig(server_command=COMMAND)
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


async def test_three_of_them_could_share_an_image(client: LanguageClient, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Dockerfile").write_text(f"{TEXT}USER {name}\n")
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "w")
    await begun(client, PUSHED, workspace_folders=[folder])
    uri = (tmp_path / "a/Dockerfile").as_uri()
    open_text(client, uri, TEXT)
    while "DLS3042" not in codes(await published(client, uri, 1)):
        pass  # the first publication does not wait for other files
    [found] = [each for each in client.diagnostics[uri] if each.code == "DLS3042"]
    assert found.message.startswith("3 Dockerfiles of this workspace")
