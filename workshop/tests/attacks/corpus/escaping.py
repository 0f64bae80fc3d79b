"""Attacks that change what is outside of a run's own folders, or get around what keeps them in."""

from tests.attacks.attack import Attack, kept

HOME_IS_A_LINK = """import shutil

from tools import *


def test_turns_home_into_a_link():
    home = TEMPORARY.parent / "home"
    assert refused(home.rename, TEMPORARY / "home")
    os.chdir(TEMPORARY)
    try:
        home.rmdir()
    except OSError:
        pass
    assert refused(home.symlink_to, CANARY) or home.is_dir()
"""
LEAVES_LINKS = """from tools import *


def test_leaves_links():
    for folder in (TEMPORARY, TEMPORARY.parent / "home"):
        (folder / "link").symlink_to(CANARY)
        (folder / "file").symlink_to(CANARY / "file")
        (folder / "up").symlink_to(TEMPORARY.parents[2])
"""
LOCKED = """from tools import *


def test_leaves_what_cannot_be_removed():
    try:
        (TEMPORARY / "folder" / "below").mkdir(parents=True)
        (TEMPORARY / "folder").chmod(0)
        TEMPORARY.chmod(0)
    except OSError:
        pass
"""

ATTACKS = [
    kept("writes", 'assert refused((CANARY / "file").write_text, "changed")', is_quick=True),
    kept("makes-a-file", 'assert refused((CANARY / "new").touch)'),
    kept("makes-a-folder", 'assert refused((CANARY / "new").mkdir)'),
    kept("removes", 'assert refused((CANARY / "file").unlink)'),
    kept("renames", 'assert refused((CANARY / "file").rename, TEMPORARY / "file")'),
    kept("truncates", 'assert refused(os.truncate, CANARY / "file", 0)'),
    kept("truncates-in-c", 'assert fails(LIBC.truncate(os.fsencode(CANARY / "file"), 0))'),
    kept("changes-the-mode", 'assert refused((CANARY / "file").chmod, 0o4777)', is_quick=True),
    kept("changes-the-mode-of-the-folder", "assert refused(CANARY.chmod, 0)"),
    kept("changes-the-mode-in-c", 'assert fails(LIBC.chmod(os.fsencode(CANARY / "file"), 0o777))'),
    kept("changes-the-owner", 'assert refused(os.chown, CANARY / "file", os.getuid(), os.getgid())'),
    kept("changes-the-times", 'assert refused(os.utime, CANARY / "file", (1, 1))'),
    kept("changes-the-attributes", 'assert refused(os.setxattr, CANARY / "file", "user.note", b"1")'),
    kept("links", 'assert refused(os.link, CANARY / "file", TEMPORARY / "file")'),
    kept(
        "writes-through-a-symlink",
        'link = TEMPORARY / "link"',
        'link.symlink_to(CANARY / "file")',
        'assert refused(link.write_text, "changed")',
    ),
    kept("writes-through-the-root", 'assert refused(open, f"/proc/self/root{CANARY}/file", "w")'),
    kept(
        "writes-in-another-process",
        'command = f"echo changed > {CANARY}/file"',
        'assert subprocess.run(["sh", "-c", command], stderr=subprocess.DEVNULL).returncode != 0',
        imports="import subprocess",
    ),
    kept(
        "writes-in-another-namespace",
        "NEW_USER, NEW_MOUNT = 0x10000000, 0x20000",
        "LIBC.unshare(NEW_USER | NEW_MOUNT)",
        'assert refused((CANARY / "file").write_text, "changed")',
    ),
    kept(
        "mounts",
        "NEW_USER, NEW_MOUNT, BIND = 0x10000000, 0x20000, 4096",
        "LIBC.unshare(NEW_USER | NEW_MOUNT)",
        "assert fails(LIBC.mount(os.fsencode(CANARY), os.fsencode(TEMPORARY), None, BIND, None))",
    ),
    kept("changes-the-root", "assert refused(os.chroot, TEMPORARY)"),
    kept("makes-a-device", 'assert refused(os.mknod, TEMPORARY / "disk", 0o60600, os.makedev(254, 0))'),
    kept("calls-asynchronously", "assert fails(LIBC.syscall(425, 1, ctypes.create_string_buffer(120)))"),
    kept("writes-to-the-terminal", 'assert refused(open, "/dev/tty", "w") or not os.path.exists("/dev/tty")'),
    Attack("home-is-a-link", HOME_IS_A_LINK),
    Attack("leaves-links", LEAVES_LINKS),
    Attack("leaves-what-is-locked", LOCKED),
]
