"""Run apart, with twitchAPI: trade a code for a token, and say what that token is good for."""

from __future__ import annotations

import asyncio
import json
import sys

from twitchAPI.oauth import UserAuthenticator, get_user_info, revoke_token, validate_token
from twitchAPI.twitch import Twitch
from twitchAPI.type import AuthScope, TwitchAPIException


async def main(base_url: str, client_id: str, secret: str, code: str, redirect_uri: str) -> dict[str, object]:
    twitch = Twitch(client_id, secret)
    door = UserAuthenticator(twitch, [AuthScope.USER_READ_EMAIL], url=redirect_uri, auth_base_url=base_url)
    try:
        token, refresh = await door.authenticate(user_token=code)
    except TwitchAPIException as error:
        return {"refused": str(error)}
    return {
        "refresh": bool(refresh), "valid": await validate_token(token, auth_base_url=base_url),
        "person": await get_user_info(token, auth_base_url=base_url),
        "revoked": await revoke_token(client_id, token, auth_base_url=base_url),
        "afterwards": await validate_token(token, auth_base_url=base_url),
    }


print(json.dumps(asyncio.run(main(*sys.argv[1:]))))
