"""What every use of the Gemini Developer API shares: the client, its bounds and its faults."""

from __future__ import annotations

import os

from google import genai
from google.genai import types

from studio_app.adapters.gemini.faults import to_fault
from studio_app.adapters.gemini.transport import bounds


class Connected:
    """Asks one model. Safe for threads; every call is paid, so nothing is repeated here.

    `timeout_seconds` bounds the whole exchange, `max_answer_bytes` its body.
    """

    provider = "gemini"

    def __init__(
        self, api_key: str, model: str, base_url: str | None, api_version: str, timeout_seconds: float,
        max_answer_bytes: int,
    ) -> None:
        self.model = model
        self._api_key = api_key
        self._base_url = base_url
        self._api_version = api_version
        self._timeout_seconds = timeout_seconds
        self._max_answer_bytes = max_answer_bytes
        self._clients: dict[int, genai.Client] = {}

    def _generate(
        self, contents: list[types.Content], config: types.GenerateContentConfig
    ) -> types.GenerateContentResponse:
        """The model's answer; raises `GenerationFault` with the vendor's words left out."""
        try:
            return self._client().models.generate_content(model=self.model, contents=contents, config=config)
        except Exception as error:
            fault = to_fault(error)
            if fault is None:
                raise
        # Raised outside the handler: the vendor's error can quote the key and must not hang on to the fault.
        raise fault

    def _client(self) -> genai.Client:
        """This process's client. It is kept: the SDK closes the connections of a client that is let go."""
        pid = os.getpid()
        return self._clients.get(pid) or self._clients.setdefault(pid, self._connect())

    def _connect(self) -> genai.Client:
        options = types.HttpOptions(
            base_url=self._base_url,
            api_version=self._api_version,
            timeout=round(self._timeout_seconds * 1000),
            # A redirect would carry the key to another host.
            client_args={
                "follow_redirects": False,
                "event_hooks": bounds(self._timeout_seconds, self._max_answer_bytes),
            },
        )
        return genai.Client(vertexai=False, api_key=self._api_key, http_options=options)
