"""The text of a suite that uses what ordinary tests of a learner may use."""

SUITE = """
import asyncio
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import zoneinfo
from pathlib import Path

import ages
from helper import EIGHTEEN


def test_program_and_helper():
    assert ages.is_adult(EIGHTEEN)


def test_files(tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "file").write_text("text")
    shutil.copyfile(tmp_path / "new" / "file", "copy")
    (tmp_path / "new" / "file").rename("renamed")
    Path("link").symlink_to("renamed")
    assert Path("link").read_text() == "text"
    for copy in (shutil.copy, shutil.copy2):
        assert Path(copy("renamed", tmp_path / "new")).read_text() == "text"
    shutil.copytree(tmp_path / "new", "copies")
    assert Path("copies", "renamed").read_text() == "text"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "file").touch()


def test_cache(cache):
    cache.set("ages/oldest", 122)
    assert cache.get("ages/oldest", 0) == 122


def test_python():
    command = [sys.executable, "-c", "import ages, hypothesis, pytest, redis, ssl; print(ages.ADULT)"]
    assert subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout == "18\\n"


def test_shell():
    assert subprocess.run("ls / >/dev/null || echo refused", shell=True, stdout=subprocess.PIPE).stdout == b"refused\\n"


def test_process_that_is_killed():
    process = subprocess.Popen(["sleep", "60"])
    process.kill()
    assert process.wait() == -9


def test_concurrency():
    thread = threading.Thread(target=asyncio.run, args=[asyncio.sleep(0)])
    thread.start()
    thread.join()
    left, right = socket.socketpair()
    left.send(b"!")
    assert right.recv(1) == b"!"


def test_system():
    assert socket.gethostbyname("localhost") == "127.0.0.1"
    assert zoneinfo.available_timezones()
"""
