"""A server of static files, as the guide's site has one."""

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class SiteServer(ThreadingHTTPServer):
    """Serves a folder in a thread until the `with` statement ends; `downloads` are the paths of what it has sent."""

    def __init__(self, folder: str) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=folder))
        self.downloads: list[str] = []
        Thread(target=self.serve_forever).start()

    def server_close(self) -> None:
        """End the thread, too."""
        self.shutdown()
        super().server_close()

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(SimpleHTTPRequestHandler):
    """Answers the requests to a SiteServer."""

    server: SiteServer

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        """Remember what is sent: what the browser has already isn't."""
        if code == HTTPStatus.OK:
            self.server.downloads.append(self.path)
