"""What a PostgreSQL server says, with what to do next. By SQLSTATE once there is a session; what goes wrong before that
has no code, and is known by libpq's English words. Nothing here repeats a URL or a password."""

from __future__ import annotations

import re

START = "Is it running, and are host and port right? `pg_isready -h HOST -p PORT` asks it."
LOGIN = (
    "Set the password in ~/.pgpass (host:port:database:user:password, mode 0600) or PGPASSWORD, or in the store URL."
)
AGAIN = "Run again once it answers: what was stored before is whole, and the next run goes on from there."
OWNER = "Its owner has to say: GRANT CREATE ON SCHEMA public TO that user (or make him the owner of the database)."
ROOM = "Free some space on the server's disk and run again: what was stored before is whole."

# SQLSTATE or its class: message, hint (www.postgresql.org/docs/current/errcodes-appendix.html)
CODES = {
    "08": ("the connection to the server was lost", AGAIN),
    "57P01": ("the server ended the connection: it was stopped or restarted", AGAIN),
    "57P02": ("the server ended the connection: it crashed", AGAIN),
    "57P03": ("the server does not take connections just now", AGAIN),
    "57P05": ("the server ended a connection that was idle", AGAIN),
    "57014": ("the server ended a statement that took too long", "Raise statement_timeout for this user."),
    "25P03": (
        "the server ended a transaction that was idle",
        "Was the program stopped, or its machine asleep, for more than a minute? " + AGAIN,
    ),
    "25006": ("may only be read", "The server is a standby, or this user may not write: name the primary server."),
    "28P01": ("the password is wrong", LOGIN),
    "28000": ("the user may not connect", LOGIN),
    "3D000": (
        "the server has no such database",
        "CREATE DATABASE name ENCODING 'UTF8' makes it; or mend the store URL.",
    ),
    "42501": ("the user has no right to do that", OWNER),
    "53100": ("the server's disk is full", ROOM),
    "53200": ("the server is out of memory", AGAIN),
    "53300": ("the server has no connection left", "Raise max_connections, or end programs that hold some."),
    "55P03": ("is locked", "Another program has been writing for long. End that program and run again."),
    "40001": ("another program changed the same rows", "Run again."),
    "40P01": ("two programs waited for each other", "Run again."),
    "XX001": ("is damaged", "Stop the server and bring back a backup of it; look into its log first."),
    "XX002": ("an index is damaged", "REINDEX DATABASE makes its indexes anew; look into the server's log first."),
}
# what is said before there is a session
WORDS = (
    (r"password authentication failed|no password supplied|fe_sendauth", CODES["28P01"]),
    (r'role ".*" does not exist', ("the server knows no such user", "CREATE ROLE name LOGIN makes him.")),
    (r'database ".*" does not exist', CODES["3D000"]),
    (r"pg_hba\.conf|authentication failed", CODES["28000"]),
    (r"too many clients|remaining connection slots", CODES["53300"]),
    (r"starting up|shutting down|not yet accepting|in recovery mode", CODES["57P03"]),
    (r"connection refused", ("no server answers there", START)),
    (r"timeout expired|timed out", ("the server did not answer in time", START)),
    (r"resolve|translate host name|name or service", ("nobody knows that host", "Mend the host in the store URL.")),
    (r"no such file or directory", ("no server answers on this machine's socket", START)),
    (r"ssl|certificate", ("no safe connection could be made", "See sslmode and sslrootcert in the store URL.")),
    (r"invalid (?:connection option|uri|port)|invalid integer", ("the store URL has a wrong option", "Mend it.")),
    (r"server closed the connection|connection is lost|terminat|broken pipe|reset by peer|not open", CODES["08"]),
)


def is_no_bug(error: BaseException | None) -> bool:
    """Of what the driver calls a faulty program: a right that the owner has not given, an option in the store URL."""
    return getattr(error, "sqlstate", None) == "42501" or "invalid connection option" in str(error)


def judge_server(cause: BaseException | None) -> tuple[str, str]:
    """Message and hint for an error of PostgreSQL's driver."""
    code = str(getattr(cause, "sqlstate", None) or "")
    for known in (code, code[:2]):
        if known in CODES:
            message, hint = CODES[known]
            return message, hint
    said = " ".join(str(cause).split())
    for pattern, (message, hint) in WORDS if not code else ():
        if re.search(pattern, said, re.IGNORECASE):
            return message, hint
    return f"the database refuses: {said}", "See the server's log."
