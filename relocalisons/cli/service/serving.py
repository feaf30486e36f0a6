"""The small processes that answer over HTTP: the webhook of mail events, the page of alarms."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette


def serve_until_stopped(application: "Starlette", *, host: str, port: int, path: str) -> None:
    """Serve until SIGTERM; prints `ready http://…` with the address that is to be called."""
    import uvicorn

    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=50,
        timeout_keep_alive=10,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list | None = None) -> None:
            await super().startup(sockets)
            for listening in self.servers:
                for socket in listening.sockets:
                    bound = socket.getsockname()
                    print(f"ready http://{bound[0]}:{bound[1]}{path}", flush=True)

    Server(config).run()
